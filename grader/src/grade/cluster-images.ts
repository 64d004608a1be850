import path from "node:path";
import { ROOT } from "../course/root.ts";
import type { Cluster } from "../engines/cluster/cluster.ts";
import { loadImage } from "../engines/cluster/images/load-image.ts";
import { docker } from "../engines/docker/cli.ts";
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
  const { reference, id } = await images.get("submission");
  // The same image has the same name in every run, so that it is brought in once.
  const local = `workshop-api:graded-${id.replace(/^sha256:/, "").slice(0, 12)}`;
  await docker(["tag", reference, local], { signal });
  try {
    const graded = await loadImage(cluster, local, { run, reuse: true, signal, onProgress });
    await bringRedis(cluster, { run, signal, onProgress });
    const { name, tag = "latest" } = imageParts(graded);
    return {
      graded: { name, tag },
      names: [graded, REDIS],
      close: () => closeImages(images, local, run),
    };
  } catch (error) {
    await closeImages(images, local, run);
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

async function closeImages(images: DockerImages, local: string, run: string): Promise<void> {
  await images.close();
  await docker(["image", "rm", local]);
  await removeRun(run);
}
