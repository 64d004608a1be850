import type { V1Service } from "@kubernetes/client-node";
import { ContractFailure } from "@workshop/serving/http-contract";
import { chosen } from "../rollout.ts";
import type { RunNamespace } from "../run-namespace.ts";
import type { ClusterWait } from "../watch-until.ts";
import { byNodePort } from "./by-node-port.ts";
import { byRelay } from "./by-relay.ts";
import type { Reached } from "./reached.ts";

export interface ReachOptions {
  /** The Service's port; its first unless told. */
  readonly port?: number;
  /** An image with node that is in the cluster, for where no node's port can be reached. */
  readonly relayImage: string;
  readonly signal?: AbortSignal | undefined;
}

const ENDPOINTS_MS = 15_000;

/**
 * Reaches a Service as its clients do: each new connection is given to one of its ready pods. A node's
 * port is taken where it can be reached, and otherwise a pod in the cluster that passes connections on.
 * @throws ContractFailure where there is no such Service; CheckFailure where no pod of it is ready
 */
export async function reachService(
  namespace: RunNamespace,
  name: string,
  options: ReachOptions,
): Promise<Reached> {
  const service = await namespace.read<V1Service>("Service", name);
  const port = service?.spec?.ports?.find((each) => (options.port ?? each.port) === each.port);
  if (!service || !port) {
    const wanted = options.port === undefined ? "" : ` with port ${options.port}`;
    throw new ContractFailure(`a Service ${name}${wanted}`, service ? "one without it" : "none");
  }
  const { selector = {} } = service.spec ?? {};
  await namespace.until({
    ...hasEndpoint(name, selector),
    deadlineMs: ENDPOINTS_MS,
    signal: options.signal,
  });
  const byNode = await byNodePort(namespace, service, port.port);
  return byNode ?? byRelay(namespace, name, port.port, options);
}

/** For `until`: a pod is behind a Service. */
function hasEndpoint(
  name: string,
  selector: Readonly<Record<string, string>>,
): Omit<ClusterWait<"EndpointSlice" | "Pod">, "deadlineMs"> {
  const labels = JSON.stringify(selector);
  return {
    what: `Service ${name} to have a ready pod`,
    kinds: ["EndpointSlice", "Pod"],
    probe: ({ EndpointSlice }) =>
      EndpointSlice.filter(
        ({ metadata }) => metadata?.labels?.["kubernetes.io/service-name"] === name,
      ).some(({ endpoints }) => endpoints?.some(({ conditions }) => conditions?.ready)) ||
      `no ready pod has the labels of its selector, ${labels}`,
    hopeless: ({ Pod }) =>
      chosen(Pod, selector).length > 0
        ? undefined
        : `no pod has the labels of its selector, ${labels}`,
  };
}
