import path from "node:path";
import { ROOT } from "../course/root.ts";
import type { Cluster } from "../engines/cluster/cluster.ts";
import { loadImage } from "../engines/cluster/images/load-image.ts";
import { removeOlder } from "../engines/cluster/images/remove-older.ts";
import { docker } from "../engines/docker/cli.ts";
import { contentsOf } from "../engines/docker/image.ts";
import { removeRun } from "../engines/docker/sweep.ts";
import { imageParts } from "../engines/manifests/api.ts";
import type { Chosen, ChosenApi } from "./chosen-api.ts";
import { DockerImages } from "./docker-images.ts";

export interface ClusterImagesOptions {
  readonly run: string;
  readonly api: ChosenApi;
  readonly docker: Chosen;
  readonly seed: number;
  readonly signal: AbortSignal;
  readonly onProgress: ((text: string) => void) | undefined;
}

/** The images that pods of a grading run. */
export interface ClusterImages {
  /** The graded image by name and tag, as pods name it. */
  readonly graded: { readonly name: string; readonly tag: string };
  /** The same as one reference, and those of the services beside it. */
  readonly names: readonly [graded: string, ...others: string[]];
  close(): Promise<void>;
}

/** What the exercise's manifests use beside the API. */
const REDIS = "redis:7-bookworm";
/** How the names of graded images begin. */
const GRADED = "workshop-api:graded-";
/** Of the hash in the image's name; with fewer, an image might pass for another. */
const DIGITS = 32;

/**
 * Builds the API's image as exercise 2 does, and brings it into the cluster, with Redis.
 * @throws BuildFailed, NotRun
 */
export async function clusterImages(
  cluster: Cluster,
  { run, api, docker: chosen, seed, signal, onProgress }: ClusterImagesOptions,
): Promise<ClusterImages> {
  const folder = path.join(ROOT, chosen.workspace);
  const images = new DockerImages(run, {
    folder,
    reference: folder,
    seed,
    api,
    ...(onProgress && { onProgress }),
  });
  await images.build(signal, ["submission"]);
  const built = await images.get("submission");
  // The same image has the same name in every run, so that it is brought in once.
  const local = `${GRADED}${(await contentsOf(built.reference)).slice(0, DIGITS)}`;
  await docker(["tag", built.reference, local], { signal });
  try {
    const graded = await loadImage(cluster, local, { run, reuse: true, signal, onProgress });
    await removeOlder(cluster, { run, begin: GRADED, keep: local, signal });
    await bringRedis(cluster, { run, signal, onProgress });
    const { name, tag = "latest" } = imageParts(graded);
    return {
      graded: { name, tag },
      names: [graded, REDIS],
      close: () => closeImages(images, { run, local, id: built.id }),
    };
  } catch (error) {
    await closeImages(images, { run, local, id: built.id });
    throw error;
  }
}

/** Clusters that can pull need nothing; for the others, Redis is brought in where Docker has it. */
async function bringRedis(
  cluster: Cluster,
  options: Pick<ClusterImagesOptions, "run" | "signal" | "onProgress">,
): Promise<void> {
  const { code } = await docker(["image", "inspect", REDIS], { signal: options.signal });
  if (code === 0) await loadImage(cluster, REDIS, { ...options, reuse: true });
}

/** Another grading may have given the name to its own build of the same image meanwhile. */
async function closeImages(
  images: DockerImages,
  { run, local, id }: { run: string; local: string; id: string },
): Promise<void> {
  await images.close();
  const { stdout } = await docker(["image", "inspect", "--format", "{{.Id}}", local]);
  if (stdout.trim() === id) await docker(["image", "rm", local]);
  await removeRun(run);
}
