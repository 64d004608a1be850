import { randomBytes } from "node:crypto";
import type { KubernetesObject, V1Pod, V1PodTemplateSpec } from "@kubernetes/client-node";
import { ContractFailure } from "@workshop/serving/http-contract";
import type { Executed } from "../docker/exec.ts";
import { NeverHappened } from "../wait.ts";
import { ApiRefusal, unlessGone } from "./api-refusal.ts";
import { type ApplyOptions, applyAll } from "./apply.ts";
import type { Cluster } from "./cluster.ts";
import { execIn } from "./exec.ts";
import { failedWait } from "./failed-wait.ts";
import type { ListOf } from "./follow.ts";
import { findKind, type KindName, pathOf } from "./kinds.ts";
import { clusterLabels, PREFIX } from "./labels.ts";
import type { Manifest } from "./manifest.ts";
import { NAMESPACE_BOUNDS } from "./namespace-bounds.ts";
import { endPods, removeNamespace } from "./remove-namespace.ts";
import { type ClusterWait, type Objects, watchUntil } from "./watch-until.ts";

const LOG_LINES = 50;
const ACCOUNT_MS = 20_000;
const POLICY = "pod-security.kubernetes.io";

/** The Pod Security Standards, https://kubernetes.io/docs/concepts/security/pod-security-standards/. */
export type PodSecurity = "baseline" | "restricted";

/** A namespace of a run, from its creation to its removal. */
export class RunNamespace {
  readonly cluster: Cluster;
  readonly name: string;

  private constructor(cluster: Cluster, name: string) {
    this.cluster = cluster;
    this.name = name;
  }

  /**
   * Makes a namespace with a random name and the run's labels. What Pod Security forbids is refused
   * in it; `restricted` is warned of in any case.
   */
  static async create(
    cluster: Cluster,
    run: string,
    podSecurity: PodSecurity = "baseline",
  ): Promise<RunNamespace> {
    const name = `${PREFIX}${randomBytes(4).toString("hex")}`;
    const labels = {
      ...clusterLabels(run),
      [`${POLICY}/enforce`]: podSecurity,
      [`${POLICY}/warn`]: "restricted",
    };
    const body = { apiVersion: "v1", kind: "Namespace", metadata: { name, labels } };
    await cluster.call({ method: "POST", path: "/api/v1/namespaces", body });
    const made = new RunNamespace(cluster, name);
    await made.apply(NAMESPACE_BOUNDS);
    // Pods are refused before it is there.
    await made.until({
      what: "the namespace to have its default account",
      kinds: ["ServiceAccount"],
      deadlineMs: ACCOUNT_MS,
      probe: ({ ServiceAccount }) => ServiceAccount.length > 0 || "none",
    });
    return made;
  }

  /** @throws ApplyRefused, ClusterLost */
  apply(manifests: readonly Manifest[], options?: ApplyOptions): Promise<string[]> {
    return applyAll(this.cluster, this.name, manifests, options);
  }

  /** Has Pod Security refuse from now on what this standard forbids; pods that run stay. */
  async enforce(podSecurity: PodSecurity): Promise<void> {
    const type = "application/merge-patch+json";
    const body = { metadata: { labels: { [`${POLICY}/enforce`]: podSecurity } } };
    await this.cluster.call({
      method: "PATCH",
      path: `/api/v1/namespaces/${this.name}`,
      body,
      type,
    });
  }

  /** Makes one object of the grader's own, such as a client pod. */
  async add(kind: KindName, body: unknown): Promise<void> {
    await this.cluster.call({ method: "POST", path: this.#path(kind), body });
  }

  /** Why the API server would not make an object; undefined where it would. Nothing is made. */
  async refusalOf(kind: KindName, body: unknown): Promise<string | undefined> {
    const query = { dryRun: "All" };
    try {
      await this.cluster.call({ method: "POST", path: this.#path(kind), body, query });
      return undefined;
    } catch (error) {
      if (error instanceof ApiRefusal && error.status === 403) return error.message;
      throw error;
    }
  }

  /** An object; undefined where there is none of that name. */
  read<T extends KubernetesObject>(kind: KindName, name: string): Promise<T | undefined> {
    return this.cluster.json<T>({ path: this.#path(kind, name) }).catch(unlessGone);
  }

  /** All objects of a kind, or those with these labels, written as `app=api`. */
  async list<T extends KubernetesObject>(kind: KindName, labels = ""): Promise<readonly T[]> {
    const query = labels === "" ? {} : { labelSelector: labels };
    const { items } = await this.cluster.json<ListOf<T>>({ path: this.#path(kind), query });
    return items;
  }

  pods(labels?: string): Promise<readonly V1Pod[]> {
    return this.list<V1Pod>("Pod", labels);
  }

  /** Changes an object by a merge patch, https://www.rfc-editor.org/rfc/rfc7386. */
  async patch(kind: KindName, name: string, body: unknown): Promise<void> {
    const type = "application/merge-patch+json";
    await this.cluster.call({ method: "PATCH", path: this.#path(kind, name), body, type });
  }

  /** Gives a Deployment another pod template, whatever the one before had. */
  async replaceTemplate(deployment: string, template: V1PodTemplateSpec): Promise<void> {
    const type = "application/json-patch+json";
    const body = [{ op: "replace", path: "/spec/template", value: template }];
    const path = this.#path("Deployment", deployment);
    await this.cluster.call({ method: "PATCH", path, body, type });
  }

  /** Deletes an object, if it is there; with 0 seconds, without a word to its processes. */
  async delete(kind: KindName, name: string, graceSeconds?: number): Promise<void> {
    const query = graceSeconds === undefined ? {} : { gracePeriodSeconds: graceSeconds };
    const path = this.#path(kind, name);
    await this.cluster.call({ method: "DELETE", path, query }).catch(unlessGone);
  }

  /** As a drained node asks: false where a PodDisruptionBudget says not now, true where it is gone. */
  async evict(pod: string): Promise<boolean> {
    const body = {
      apiVersion: "policy/v1",
      kind: "Eviction",
      metadata: { name: pod, namespace: this.name },
    };
    const path = `${this.#path("Pod", pod)}/eviction`;
    try {
      await this.cluster.call({ method: "POST", path, body }).catch(unlessGone);
      return true;
    } catch (error) {
      if (error instanceof ApiRefusal && error.status === 429) return false;
      throw error;
    }
  }

  /** The last lines that a container printed, or printed before it was restarted. */
  async logs(
    pod: string,
    options: { container?: string; lines?: number; previous?: boolean } = {},
  ): Promise<string[]> {
    const { container, lines = LOG_LINES, previous } = options;
    const query = {
      tailLines: lines,
      ...(container !== undefined && { container }),
      ...(previous && { previous }),
    };
    const { text } = await this.cluster.call({ path: `${this.#path("Pod", pod)}/log`, query });
    return text.trimEnd().split("\n").slice(-lines);
  }

  /**
   * GETs a path of one pod, through the API server, ready or not.
   * @throws ContractFailure where it does not answer 200
   */
  async get(pod: string, path: string, port = 8000): Promise<string> {
    try {
      const { text } = await this.cluster.call({
        path: `${this.#path("Pod", `${pod}:${port}`)}/proxy${path}`,
      });
      return text;
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error;
      throw new ContractFailure(
        `200 for GET ${path} of ${pod}`,
        `${error.status} ${error.message}`,
      );
    }
  }

  /** Runs a command in a pod; images without that command give exit code 126 or 127. */
  exec(pod: string, command: readonly string[], container?: string): Promise<Executed> {
    return execIn(this.cluster, { namespace: this.name, pod, container }, command);
  }

  /**
   * Waits, by watches, for something to be so.
   * @throws CheckFailure with what never happened, and the pods' troubles, conditions, events and last
   * lines; ClusterLost
   */
  async until<K extends keyof Objects>(wait: ClusterWait<K>): Promise<void> {
    try {
      await watchUntil(this.cluster, this.name, wait);
    } catch (error) {
      if (!(error instanceof NeverHappened)) throw error;
      throw await failedWait(this, wait, error.seen);
    }
  }

  /** Has it deleted, and does not wait for it: for one that holds the grader's own pods alone. */
  async discard(): Promise<void> {
    const path = `/api/v1/namespaces/${this.name}`;
    // Deleted with the namespace, they would take all the time that they may.
    await endPods(this.cluster, path, 1);
    await this.cluster.call({ method: "DELETE", path }).catch(unlessGone);
  }

  /** Takes it away with all that is in it, whatever holds on to it. */
  remove(): Promise<void> {
    return removeNamespace(this.cluster, this.name);
  }

  #path(name: KindName, object?: string): string {
    const kind = findKind(name);
    if (!kind) throw new Error(`There is no kind ${name}.`);
    return pathOf(kind, this.name, object);
  }
}
