import type { V1ServicePort } from "@kubernetes/client-node";
import { nameOf } from "../kube-object.ts";
import type { Manifests } from "../manifests.ts";
import { hasLabels, words } from "../selectors.ts";
import { containersOf, type Workload } from "../workloads.ts";

/** A Service reaches pods, at ports that they have. */
export function serviceProblems(manifests: Manifests, workloads: readonly Workload[]): string[] {
  return manifests.of("Service").flatMap((service) => {
    const selector = service.spec?.selector;
    // Without a selector its endpoints are given by hand, or it is another name for a host.
    if (!selector) return [];
    const chosen = workloads.filter(({ template }) =>
      hasLabels(template.metadata?.labels, selector),
    );
    if (chosen.length === 0) {
      const labels = workloads.map(({ template }) => words(template.metadata?.labels));
      const at = manifests.at(service, ["spec", "selector"]);
      const have = labels.length > 0 ? `pods have ${labels.join("; ")}` : "there are no pods";
      return [`${at}: ${nameOf(service)} selects ${words(selector)}, and ${have}`];
    }
    return (service.spec?.ports ?? []).flatMap((port, index) =>
      chosen
        .filter((workload) => !takes(workload, port))
        .map(({ object }) => {
          const at = manifests.at(service, ["spec", "ports", index]);
          const target = port.targetPort ?? port.port;
          return `${at}: ${nameOf(service)} sends to port ${target}, and no container of ${nameOf(object)} has it`;
        }),
    );
  });
}

/** A number may be a port that no container names: ports in a manifest are only told, not opened. */
function takes(workload: Workload, { targetPort, port }: V1ServicePort): boolean {
  const target = targetPort ?? port;
  const isNumber = /^\d+$/.test(String(target));
  return containersOf(workload).some(({ container: { ports = [] } }) =>
    ports.length === 0
      ? isNumber
      : ports.some(
          ({ name, containerPort }) => name === target || containerPort === Number(target),
        ),
  );
}
