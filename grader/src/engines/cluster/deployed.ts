import { randomBytes } from "node:crypto";
import type { V1Pod } from "@kubernetes/client-node";
import { API_SERVICE, type ApiWorkload, apiWorkloads } from "../manifests/api.ts";
import type { KubeObject } from "../manifests/kube-object.ts";
import type { Manifests } from "../manifests/manifests.ts";
import { secretsWanted } from "../manifests/secrets.ts";
import { workloadsOf } from "../manifests/workloads.ts";
import { isReady } from "./explain-namespace.ts";
import { judgeManifests } from "./gate/judge-manifests.ts";
import type { Manifest, PlaceOf } from "./manifest.ts";
import { reachService } from "./reach/reach-service.ts";
import type { Reached } from "./reach/reached.ts";
import { rolledOut } from "./rollout.ts";
import { type PodSecurity, RunNamespace } from "./run-namespace.ts";

/** Renders the overlay for a namespace, with other settings of the API where some are given. */
export type RenderFor = (
  namespace: string,
  settings?: Readonly<Record<string, string>>,
) => Promise<Manifests>;

export interface DeployOptions {
  readonly run: string;
  readonly render: RenderFor;
  /** The graded image as pods name it, and those of services beside it. */
  readonly images: readonly [graded: string, ...others: string[]];
}

/** The kinds that pods refer to. */
const REFERRED = new Set(["ConfigMap", "Secret", "ServiceAccount"]);
const ROLLOUT_MS = 180_000;

interface ApplyTo {
  readonly signal: AbortSignal;
  readonly settings?: Readonly<Record<string, string>> | undefined;
  /** Which of the objects; all unless told. */
  readonly only?: (manifest: Manifest) => boolean;
}

/** A namespace with what the pods of a submission refer to, and none of them yet. */
export interface Beside {
  readonly namespace: RunNamespace;
  /** As they were rendered for this namespace. */
  readonly manifests: Manifests;
}

/** A submission's overlay in a namespace of the run. */
export class Deployed {
  readonly namespace: RunNamespace;
  readonly #options: DeployOptions;
  /** What was put into the Secrets that the manifests refer to and do not hold. */
  readonly secrets = new Map<string, string>();
  #manifests: Manifests | undefined;
  #reached: Reached | undefined;

  constructor(namespace: RunNamespace, options: DeployOptions) {
    this.namespace = namespace;
    this.#options = options;
  }

  /** What is applied, as it was rendered. */
  get manifests(): Manifests {
    if (!this.#manifests) throw new Error("Nothing is applied yet.");
    return this.#manifests;
  }

  /** The API's Service. */
  get reached(): Reached {
    if (!this.#reached) throw new Error("Nothing is applied yet.");
    return this.#reached;
  }

  /** What makes the API's pods. */
  get apis(): readonly ApiWorkload[] {
    return apiWorkloads(this.manifests);
  }

  /**
   * Applies the overlay as it is, and waits until it is rolled out and reached.
   * @throws ManifestsRefused, ApplyRefused, CheckFailure, ClusterLost
   */
  async settle(signal: AbortSignal): Promise<void> {
    await this.apply(signal);
    await this.rolledOut(signal);
    const [graded] = this.#options.images;
    this.#reached ??= await reachService(this.namespace, API_SERVICE, {
      relayImage: graded,
      signal,
    });
  }

  /** Applies the overlay, with other settings of the API where some are given, and does not wait. */
  async apply(signal: AbortSignal, settings?: Readonly<Record<string, string>>): Promise<void> {
    this.#manifests = await this.#applyTo(this.namespace, { signal, settings });
  }

  /**
   * Makes another namespace of the run, for pods of a check's own, which it has to remove.
   * @throws as `apply` does
   */
  async beside(podSecurity: PodSecurity, signal: AbortSignal): Promise<Beside> {
    const namespace = await RunNamespace.create(
      this.namespace.cluster,
      this.#options.run,
      podSecurity,
    );
    const only = ({ kind }: Manifest) => REFERRED.has(kind);
    return { namespace, manifests: await this.#applyTo(namespace, { signal, only }) };
  }

  async #applyTo(namespace: RunNamespace, options: ApplyTo): Promise<Manifests> {
    const { signal, settings, only = () => true } = options;
    const { render, images } = this.#options;
    const manifests = await render(namespace.name, settings);
    const objects = manifests.objects as readonly (Manifest & KubeObject)[];
    const placeOf: PlaceOf = (manifest, at) => manifests.at(manifest as KubeObject, at);
    judgeManifests(objects, placeOf, { namespace: namespace.name, images });
    await this.#makeSecrets(namespace, manifests);
    await namespace.apply(objects.filter(only), { signal, placeOf });
    return manifests;
  }

  /** Waits until every Deployment is rolled out, with as many pods as its autoscaler wants at least. */
  async rolledOut(signal: AbortSignal, deadlineMs = ROLLOUT_MS): Promise<void> {
    const names = this.manifests.of("Deployment").map(({ metadata }) => metadata.name);
    await Promise.all(
      names.map((name) => {
        const least = this.#leastPods(name);
        return this.namespace.until({ ...rolledOut(name, least), deadlineMs, signal });
      }),
    );
  }

  #leastPods(deployment: string): number {
    const autoscalers = this.manifests
      .of("HorizontalPodAutoscaler")
      .filter(({ spec }) => spec?.scaleTargetRef.name === deployment);
    return Math.max(0, ...autoscalers.map(({ spec }) => spec?.minReplicas ?? 1));
  }

  /** The API's pods that are ready and not on their way out. */
  async readyPods(): Promise<V1Pod[]> {
    const pods = await this.apiPods();
    return pods.filter((pod) => isReady(pod) && pod.metadata?.deletionTimestamp === undefined);
  }

  async apiPods(): Promise<V1Pod[]> {
    const all = await this.namespace.pods();
    return all.filter((pod) => this.apis.some((each) => isOf(pod, each)));
  }

  async close(): Promise<void> {
    await this.#reached?.close().catch(() => {});
    await this.namespace.remove();
  }

  /** The Secrets are whoever deploys's to make: here it is the grader. */
  async #makeSecrets(namespace: RunNamespace, manifests: Manifests): Promise<void> {
    const own = new Set(manifests.of("Secret").map(({ metadata }) => metadata.name));
    const wanted = secretsWanted(workloadsOf(manifests)).filter(({ name }) => !own.has(name));
    await namespace.apply(
      wanted.map(({ name, keys }) => ({
        apiVersion: "v1",
        kind: "Secret",
        metadata: { name },
        stringData: Object.fromEntries(keys.map((key) => [key, this.#secret(`${name} ${key}`)])),
      })),
    );
  }

  #secret(id: string): string {
    const value = this.secrets.get(id) ?? randomBytes(12).toString("hex");
    this.secrets.set(id, value);
    return value;
  }
}

/** Whether a pod has the labels of a workload's template. */
export function isOf({ metadata }: V1Pod, { template }: ApiWorkload): boolean {
  const labels = Object.entries(template.metadata?.labels ?? {});
  return labels.length > 0 && labels.every(([key, value]) => metadata?.labels?.[key] === value);
}
