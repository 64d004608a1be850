/** The kinds that the exercise uses, in the versions that the grader applies. */
export const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  v1: ["ConfigMap", "Secret", "Service", "ServiceAccount"],
  "apps/v1": ["Deployment", "StatefulSet"],
  "batch/v1": ["Job"],
  "autoscaling/v2": ["HorizontalPodAutoscaler"],
  "policy/v1": ["PodDisruptionBudget"],
  "networking.k8s.io/v1": ["NetworkPolicy", "Ingress"],
  "rbac.authorization.k8s.io/v1": ["Role", "RoleBinding"],
};

/** What others would do to the cluster. */
const OTHERS: Readonly<Record<string, string>> = {
  ClusterRole: "gives rights in the whole cluster; a Role does within the namespace",
  ClusterRoleBinding: "gives rights in the whole cluster; a RoleBinding does within the namespace",
  ValidatingWebhookConfiguration: "can block the API of the whole cluster",
  MutatingWebhookConfiguration: "can change what others write, in the whole cluster",
  ValidatingAdmissionPolicy: "can block the API of the whole cluster",
  ValidatingAdmissionPolicyBinding: "can block the API of the whole cluster",
  MutatingAdmissionPolicy: "can change what others write, in the whole cluster",
  APIService: "takes over a part of the API of the whole cluster",
  CustomResourceDefinition: "changes the API of the whole cluster",
  Namespace: "is the grader's to make; leave it to whoever deploys",
  PersistentVolume: "takes storage of the whole cluster",
  PriorityClass: "changes what is evicted first in the whole cluster",
  DaemonSet: "runs on every node of the cluster; a Deployment does",
  Pod: "is gone when its node is; a Deployment keeps it",
  List: "hides its objects; write each as a document of its own",
  ResourceQuota: "is the namespace owner's to set",
  LimitRange: "is the namespace owner's to set",
};

/** Why a kind is not applied; undefined where it is. */
export function unwanted(apiVersion: string, kind: string): string | undefined {
  if (ALLOWED[apiVersion]?.includes(kind)) return undefined;
  const [version] = Object.entries(ALLOWED).find(([, kinds]) => kinds.includes(kind)) ?? [];
  if (version !== undefined)
    return `is written for ${apiVersion || "no apiVersion"}; it is in ${version}`;
  return OTHERS[kind] ?? "is not among the kinds that this exercise uses";
}
