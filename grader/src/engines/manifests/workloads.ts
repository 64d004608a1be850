import type { V1Container, V1PodSpec, V1PodTemplateSpec } from "@kubernetes/client-node";
import type { KubeObject } from "./kube-object.ts";
import type { Path } from "./locate.ts";
import type { Manifests } from "./manifests.ts";

/** An object that makes pods, and the template it makes them from. */
export interface Workload {
  readonly object: KubeObject;
  readonly template: V1PodTemplateSpec;
  readonly pod: V1PodSpec;
  /** Where the template is, and where its pod's spec is, within the object. */
  readonly at: { readonly template: Path; readonly pod: Path };
}

/** A container of a pod; `sidecar` where it is an init container that stays. */
export interface PlacedContainer {
  readonly container: V1Container;
  readonly path: Path;
  readonly sidecar: boolean;
}

const TEMPLATES: Readonly<Record<string, Path>> = {
  Deployment: ["spec", "template"],
  StatefulSet: ["spec", "template"],
  DaemonSet: ["spec", "template"],
  ReplicaSet: ["spec", "template"],
  Job: ["spec", "template"],
  CronJob: ["spec", "jobTemplate", "spec", "template"],
  Pod: [],
};

/** Everything that makes pods. */
export function workloadsOf({ objects }: Manifests): Workload[] {
  return objects.flatMap((object) => {
    const at = Object.hasOwn(TEMPLATES, object.kind) ? TEMPLATES[object.kind] : undefined;
    const template = at && (valueAt(object, at) as V1PodTemplateSpec | undefined);
    if (!at || !template?.spec) return [];
    return [{ object, template, pod: template.spec, at: { template: at, pod: [...at, "spec"] } }];
  });
}

/** The containers of a pod, those that only start it included. */
export function containersOf({ pod, at }: Workload): PlacedContainer[] {
  const placed = (field: "containers" | "initContainers") =>
    (pod[field] ?? []).map((container, index) => ({
      container,
      path: [...at.pod, field, index],
      sidecar: field === "initContainers" && container.restartPolicy === "Always",
    }));
  return [...placed("containers"), ...placed("initContainers")];
}

/** The value at a path, or undefined. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === "object" && inner !== null
        ? (inner as Record<string | number, unknown>)[key]
        : undefined,
    value,
  );
}
