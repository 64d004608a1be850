/** The kinds that a namespaced web service is made of: apiVersion and model of client-node. */
export const KINDS: Readonly<Record<string, { apiVersion: string; model: string }>> = {
  ConfigMap: { apiVersion: "v1", model: "V1ConfigMap" },
  CronJob: { apiVersion: "batch/v1", model: "V1CronJob" },
  DaemonSet: { apiVersion: "apps/v1", model: "V1DaemonSet" },
  Deployment: { apiVersion: "apps/v1", model: "V1Deployment" },
  HorizontalPodAutoscaler: { apiVersion: "autoscaling/v2", model: "V2HorizontalPodAutoscaler" },
  Ingress: { apiVersion: "networking.k8s.io/v1", model: "V1Ingress" },
  Job: { apiVersion: "batch/v1", model: "V1Job" },
  LimitRange: { apiVersion: "v1", model: "V1LimitRange" },
  Namespace: { apiVersion: "v1", model: "V1Namespace" },
  NetworkPolicy: { apiVersion: "networking.k8s.io/v1", model: "V1NetworkPolicy" },
  PersistentVolumeClaim: { apiVersion: "v1", model: "V1PersistentVolumeClaim" },
  Pod: { apiVersion: "v1", model: "V1Pod" },
  PodDisruptionBudget: { apiVersion: "policy/v1", model: "V1PodDisruptionBudget" },
  ReplicaSet: { apiVersion: "apps/v1", model: "V1ReplicaSet" },
  ResourceQuota: { apiVersion: "v1", model: "V1ResourceQuota" },
  Role: { apiVersion: "rbac.authorization.k8s.io/v1", model: "V1Role" },
  RoleBinding: { apiVersion: "rbac.authorization.k8s.io/v1", model: "V1RoleBinding" },
  ClusterRole: { apiVersion: "rbac.authorization.k8s.io/v1", model: "V1ClusterRole" },
  ClusterRoleBinding: { apiVersion: "rbac.authorization.k8s.io/v1", model: "V1ClusterRoleBinding" },
  Secret: { apiVersion: "v1", model: "V1Secret" },
  Service: { apiVersion: "v1", model: "V1Service" },
  ServiceAccount: { apiVersion: "v1", model: "V1ServiceAccount" },
  StatefulSet: { apiVersion: "apps/v1", model: "V1StatefulSet" },
};

/** Kinds that other controllers bring, of which no schema is known here. */
export const isCustom = (apiVersion: string): boolean => {
  const [group = "", version] = apiVersion.split("/");
  return version !== undefined && group.includes(".") && !group.endsWith(".k8s.io");
};
