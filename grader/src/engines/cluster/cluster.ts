import type { KubeConfig } from "@kubernetes/client-node";
import { type ApiAnswer, type ApiCall, callApi } from "./api-call.ts";
import { ClusterLost, connectionTrouble } from "./cluster-lost.ts";

const READY_MS = 5000;

/** A cluster that answered once. */
export class Cluster {
  /** The name of the kubeconfig's context. */
  readonly context: string;
  /** The API server's address. */
  readonly server: string;
  readonly config: KubeConfig;

  constructor(config: KubeConfig) {
    this.config = config;
    this.context = config.currentContext;
    this.server = config.getCurrentCluster()?.server ?? "";
  }

  /** @throws ApiRefusal; ClusterLost where it does not answer any more */
  async call(call: ApiCall): Promise<ApiAnswer> {
    try {
      return await callApi(this.config, call);
    } catch (error) {
      throw this.lost(error) ?? error;
    }
  }

  /** Asks for JSON. The types are the client's, but times are text, as the server sends them. */
  async json<T>(call: ApiCall): Promise<T> {
    const { text } = await this.call(call);
    return JSON.parse(text) as T;
  }

  /** Asked after a failure: why it may be the cluster's and not the submission's. */
  async silence(): Promise<ClusterLost | undefined> {
    try {
      await this.call({ path: "/readyz", deadlineMs: READY_MS });
      return undefined;
    } catch (error) {
      if (error instanceof ClusterLost) return error;
      return new ClusterLost(this.context, error instanceof Error ? error.message : String(error));
    }
  }

  /** A connection's failure, as what it means for a grading. */
  lost(error: unknown): ClusterLost | undefined {
    const why = connectionTrouble(error);
    return why === undefined ? undefined : new ClusterLost(this.context, why);
  }
}
