/** A kind of object, and where the API server keeps those of a namespace. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
}

const TABLE = {
  v1: [
    "ConfigMap",
    "Secret",
    "Service",
    "ServiceAccount",
    "Pod",
    "Event",
    "ResourceQuota",
    "LimitRange",
  ],
  "apps/v1": ["Deployment", "StatefulSet", "ReplicaSet"],
  "batch/v1": ["Job"],
  "autoscaling/v2": ["HorizontalPodAutoscaler"],
  "policy/v1": ["PodDisruptionBudget"],
  "networking.k8s.io/v1": ["NetworkPolicy", "Ingress"],
  "rbac.authorization.k8s.io/v1": ["Role", "RoleBinding"],
  "discovery.k8s.io/v1": ["EndpointSlice"],
} as const;

export type KindName = (typeof TABLE)[keyof typeof TABLE][number];

/** Every kind that the grader reads or writes; all of them live in namespaces. */
export const KINDS: readonly Kind[] = Object.entries(TABLE).flatMap(([apiVersion, kinds]) =>
  kinds.map((kind) => ({ apiVersion, kind, plural: pluralOf(kind) })),
);

/** Finds a kind by its name, in its version where one is told. */
export function findKind(kind: string, apiVersion?: string): Kind | undefined {
  return KINDS.find(
    (each) => each.kind === kind && (apiVersion === undefined || each.apiVersion === apiVersion),
  );
}

/** The path of all objects of a kind in a namespace, or of the one with this name. */
export function pathOf({ apiVersion, plural }: Kind, namespace: string, name?: string): string {
  const root = apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const all = `${root}/namespaces/${namespace}/${plural}`;
  return name === undefined ? all : `${all}/${encodeURIComponent(name)}`;
}

function pluralOf(kind: string): string {
  const word = kind.toLowerCase();
  if (word.endsWith("y")) return `${word.slice(0, -1)}ies`;
  return word.endsWith("s") ? `${word}es` : `${word}s`;
}
