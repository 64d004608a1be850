import type { V1Probe } from "@kubernetes/client-node";
import { nameOf } from "../kube-object.ts";
import type { Path } from "../locate.ts";
import type { Manifests } from "../manifests.ts";
import { containersOf, type PlacedContainer, type Workload } from "../workloads.ts";

const PROBES = ["startupProbe", "readinessProbe", "livenessProbe"] as const;

/** What a pod names is there: its account, ConfigMaps, volumes, and the ports of its probes. */
export function podProblems(manifests: Manifests, workload: Workload): string[] {
  const { object, pod, at } = workload;
  const problems: string[] = [];
  const say = (path: Path, text: string) =>
    problems.push(`${manifests.at(object, path)}: ${nameOf(object)}: ${text}`);
  const has = (kind: string, name: string | undefined) =>
    manifests.objects.some((each) => each.kind === kind && each.metadata.name === name);

  const { serviceAccountName: account } = pod;
  if (account && account !== "default" && !has("ServiceAccount", account)) {
    say([...at.pod, "serviceAccountName"], `there is no ServiceAccount ${account}`);
  }
  for (const [index, volume] of (pod.volumes ?? []).entries()) {
    const name = volume.configMap?.name;
    if (name && !volume.configMap?.optional && !has("ConfigMap", name)) {
      say([...at.pod, "volumes", index], `there is no ConfigMap ${name}`);
    }
  }
  const volumes = (pod.volumes ?? []).map(({ name }) => name);
  for (const placed of containersOf(workload)) {
    for (const name of configMapsOf(placed)) {
      if (!has("ConfigMap", name)) say(placed.path, `there is no ConfigMap ${name}`);
    }
    for (const [index, { name }] of (placed.container.volumeMounts ?? []).entries()) {
      if (!volumes.includes(name)) {
        say([...placed.path, "volumeMounts", index], `there is no volume ${name}`);
      }
    }
    for (const probe of PROBES) {
      const port = portOf(placed.container[probe]);
      const known = (placed.container.ports ?? []).some(({ name }) => name === port);
      if (typeof port === "string" && !/^\d+$/.test(port) && !known) {
        say(
          [...placed.path, probe],
          `${probe} asks at port ${port}, which the container does not name`,
        );
      }
    }
  }
  return problems;
}

function portOf(probe: V1Probe | undefined) {
  return probe?.httpGet?.port ?? probe?.tcpSocket?.port;
}

function configMapsOf({ container }: PlacedContainer): string[] {
  const whole = (container.envFrom ?? []).map(({ configMapRef }) => configMapRef);
  const keys = (container.env ?? []).map(({ valueFrom }) => valueFrom?.configMapKeyRef);
  return [...whole, ...keys].flatMap((ref) => (ref?.name && !ref.optional ? [ref.name] : []));
}
