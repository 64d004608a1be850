import type { AnyCheck } from "../checks/check.ts";
import type { KubernetesContext } from "../checks/kubernetes-context.ts";
import { NotRun } from "../checks/undecided.ts";
import type { Cluster } from "../engines/cluster/cluster.ts";
import { ClusterLost } from "../engines/cluster/cluster-lost.ts";
import { Deployed, type RenderFor } from "../engines/cluster/deployed.ts";
import { findCluster } from "../engines/cluster/find-cluster.ts";
import { RunNamespace } from "../engines/cluster/run-namespace.ts";
import { removeRun, sweep } from "../engines/cluster/sweep.ts";
import { newRunId } from "../engines/docker/run-id.ts";
import { generatedSettings } from "../engines/manifests/generated-settings.ts";
import { openManifests } from "../engines/manifests/open-manifests.ts";
import type { Missing } from "../engines/missing.ts";
import { Interrupted } from "../verdict/judge.ts";
import { type Chosen, type ChosenApi, SUPPLIED_API } from "./chosen-api.ts";
import { type ClusterImages, clusterImages } from "./cluster-images.ts";
import type { ContextSession, SessionOptions } from "./session.ts";

export interface KubernetesSessionOptions extends SessionOptions {
  /** Whose API is in the image. */
  api: ChosenApi;
  /** Whose Dockerfile builds it. */
  docker: Chosen;
}

interface Ready {
  readonly cluster: Cluster;
  readonly images: ClusterImages;
}

/** One submission's manifests, and the cluster they run on. */
export class KubernetesSession implements ContextSession<KubernetesContext> {
  readonly run = newRunId();
  readonly #options: KubernetesSessionOptions;
  readonly #manifests: ReturnType<typeof openManifests>;
  #ready: Promise<Ready> | undefined;
  #cluster: Cluster | undefined;
  #deployed: Promise<Deployed> | undefined;
  #lost: Missing | undefined;

  constructor(options: KubernetesSessionOptions) {
    this.#options = options;
    this.#manifests = openManifests(options.folder);
  }

  /** Builds the image and brings it into the cluster; what goes wrong there, checks tell. */
  async prepare(checks: readonly AnyCheck[], signal: AbortSignal): Promise<void> {
    if (!checks.some(({ needs = [] }) => needs.includes("cluster"))) return;
    this.#ready = this.#prepare(signal);
    await this.#ready.catch(() => {});
    if (signal.aborted) throw new Interrupted("interrupted");
  }

  context(signal: AbortSignal) {
    const { seed, onProgress } = this.#options;
    const context: KubernetesContext = {
      ...this.#manifests,
      cluster: async () => (await this.#readiness()).cluster,
      deployed: () => this.#deploy(signal),
      standing: () => this.#standing(),
      run: this.run,
      seed,
      signal,
      progress: (text) => onProgress?.(text),
    };
    return { context, close: async () => {} };
  }

  /** Why a failure may be the cluster's and not the submission's. */
  unsound(): Promise<Missing | undefined> {
    return Promise.resolve(this.#lost);
  }

  output(): readonly string[] {
    return [];
  }

  async close(): Promise<void> {
    const deployed = await this.#deployed?.catch(() => undefined);
    const ready = await this.#ready?.catch(() => undefined);
    try {
      await deployed?.close();
      if (this.#cluster) await removeRun(this.#cluster, this.run);
    } catch (error) {
      // The next run sweeps what a cluster that is gone still holds.
      if (!(error instanceof ClusterLost)) throw error;
    }
    await ready?.images.close();
  }

  #readiness(): Promise<Ready> {
    return this.#ready ?? Promise.reject(new Error("The cluster was not prepared."));
  }

  async #prepare(signal: AbortSignal): Promise<Ready> {
    const { onProgress, onNotice, api, docker, seed } = this.#options;
    const { cluster, missing } = await findCluster();
    if (!cluster) throw new NotRun(missing.reason, missing.cure);
    this.#cluster = cluster;
    onProgress?.("removing what an earlier run left");
    await sweep(cluster);
    const goesIn = `${docker.because}; ${api.because}`;
    if (api !== SUPPLIED_API) onNotice?.(`In the image: ${goesIn}.`);
    onProgress?.(`building: ${goesIn}`);
    const images = await clusterImages(cluster, {
      run: this.run,
      api,
      docker,
      seed,
      signal,
      onProgress,
    });
    return { cluster, images };
  }

  async #deploy(signal: AbortSignal): Promise<Deployed> {
    const deployed = await this.#standing();
    try {
      await deployed.settle(signal);
    } catch (error) {
      if (!(error instanceof ClusterLost)) throw error;
      this.#lost = { reason: error.message, cure: error.cure };
      throw new NotRun(error.message, error.cure);
    }
    return deployed;
  }

  #standing(): Promise<Deployed> {
    this.#deployed ??= this.#open();
    return this.#deployed;
  }

  async #open(): Promise<Deployed> {
    const { cluster, images } = await this.#readiness();
    const namespace = await RunNamespace.create(cluster, this.run);
    const render = this.#renderWith(images);
    return new Deployed(namespace, { run: this.run, render, images: images.names });
  }

  #renderWith({ graded }: ClusterImages): RenderFor {
    return async (namespace, values) => {
      const images = { "workshop-api": graded };
      if (!values) return this.#manifests.render("local", { namespace, images });
      const settings = generatedSettings(await this.#manifests.manifests("local"), values);
      return this.#manifests.render("local", { namespace, images, settings });
    };
  }
}
