import { hasDocker, requireEngine } from "@workshop/serving/testing";
import { afterAll, beforeEach } from "vitest";
import { newRunId } from "../../docker/run-id.ts";
import type { Cluster } from "../cluster.ts";
import { type Found, findCluster } from "../find-cluster.ts";
import { loadImage } from "../images/load-image.ts";
import { type PodSecurity, RunNamespace } from "../run-namespace.ts";
import { removeRun } from "../sweep.ts";

/** What a test with a cluster uses; all of it is gone when the file's tests have ended. */
export interface ClusterTest {
  readonly run: string;
  cluster(): Cluster;
  namespace(podSecurity?: PodSecurity): Promise<RunNamespace>;
  /** An image with node that is in the cluster. */
  image(): Promise<string>;
}

const IMAGE = "node:24-bookworm-slim";

/** Skips the file's tests as "not run" where there is no local cluster. */
export function clusterTest(): ClusterTest {
  const run = newRunId();
  let found: Found | undefined;
  let image: Promise<string> | undefined;
  beforeEach(async (context) => {
    found ??= await findCluster();
    requireEngine(context, "cluster", found.cluster !== undefined && hasDocker(IMAGE));
  });
  afterAll(async () => {
    if (found?.cluster) await removeRun(found.cluster, run);
  });
  const cluster = () => {
    if (!found?.cluster) throw new Error("There is no cluster.");
    return found.cluster;
  };
  return {
    run,
    cluster,
    namespace: (podSecurity) => RunNamespace.create(cluster(), run, podSecurity),
    image() {
      image ??= loadImage(cluster(), IMAGE, { run, reuse: true });
      return image;
    },
  };
}
