import type { V1PodSecurityContext, V1SecurityContext } from "@kubernetes/client-node";
import type { Path } from "./locate.ts";
import type { Manifests } from "./manifests.ts";
import { containersOf, type PlacedContainer, type Workload } from "./workloads.ts";

const VOLUMES = new Set([
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);
const SECCOMP = ["RuntimeDefault", "Localhost"];
const SYSCTLS =
  /^(kernel\.shm_rmid_forced|net\.ipv4\.(ip_local_\w+|tcp_\w+|ping_group_range|ip_unprivileged_port_start))$/;

/**
 * What keeps a workload's pods out of a namespace with the restricted Pod Security Standard, with the
 * place. See https://kubernetes.io/docs/concepts/security/pod-security-standards/.
 */
export function restrictedProblems(manifests: Manifests, workload: Workload): string[] {
  const { object, pod, at } = workload;
  const say = (path: Path, text: string) => `${manifests.at(object, path)}: ${text}`;
  const problems: string[] = [];
  for (const field of ["hostNetwork", "hostPID", "hostIPC"] as const) {
    if (pod[field]) problems.push(say([...at.pod, field], `${field} shares what is the node's`));
  }
  for (const [index, volume] of (pod.volumes ?? []).entries()) {
    const kind = Object.keys(volume).find((key) => key !== "name") ?? "emptyDir";
    if (!VOLUMES.has(kind)) {
      problems.push(say([...at.pod, "volumes", index], `volume ${volume.name} is of ${kind}`));
    }
  }
  for (const { name } of pod.securityContext?.sysctls ?? []) {
    if (!SYSCTLS.test(name)) problems.push(say([...at.pod, "securityContext"], `sysctl ${name}`));
  }
  for (const placed of containersOf(workload)) {
    for (const text of containerProblems(placed, pod.securityContext)) {
      const where = say([...placed.path, "securityContext"], `container ${placed.container.name}`);
      problems.push(`${where}: ${text}`);
    }
  }
  return problems;
}

function containerProblems(
  { container }: PlacedContainer,
  pod: V1PodSecurityContext = {},
): string[] {
  const own: V1SecurityContext = container.securityContext ?? {};
  const problems: string[] = [];
  const user = own.runAsUser ?? pod.runAsUser;
  const seccomp = (own.seccompProfile ?? pod.seccompProfile)?.type;
  if (own.privileged) problems.push("privileged is root on the node");
  if (own.allowPrivilegeEscalation !== false) {
    problems.push("allowPrivilegeEscalation is not false");
  }
  if ((own.runAsNonRoot ?? pod.runAsNonRoot) !== true) problems.push("runAsNonRoot is not true");
  if (user === 0) problems.push("runAsUser is 0, which is root");
  if (!own.capabilities?.drop?.includes("ALL")) problems.push("capabilities.drop is not [ALL]");
  const added = (own.capabilities?.add ?? []).filter((each) => each !== "NET_BIND_SERVICE");
  if (added.length > 0) problems.push(`capabilities.add has ${added.join(", ")}`);
  if (!SECCOMP.includes(seccomp ?? "")) {
    problems.push(`seccompProfile.type is ${seccomp ?? "not set"}, not RuntimeDefault`);
  }
  if ((own.procMount ?? "Default") !== "Default") problems.push(`procMount is ${own.procMount}`);
  if (container.ports?.some(({ hostPort }) => hostPort)) {
    problems.push("a hostPort takes a port of the node");
  }
  return problems;
}
