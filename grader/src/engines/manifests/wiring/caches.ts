import type { V1Service } from "@kubernetes/client-node";
import { apiWorkloads, imageParts } from "../api.ts";
import { environmentOf, textOf } from "../environment.ts";
import { nameOf } from "../kube-object.ts";
import type { Manifests } from "../manifests.ts";
import { containersOf, type Workload } from "../workloads.ts";

const URL_PARTS = /^rediss?:\/\/(?:[^@/]*@)?([^:/@]+)(?::(\d+))?/;
const REDIS_PORT = 6379;

/**
 * The API is told of the Redis that is deployed beside it, by the name and port of a Service. It runs
 * without one as well, only slower, so that nothing else would show it.
 */
export function cacheProblems(manifests: Manifests, workloads: readonly Workload[]): string[] {
  const redis = workloads.find((workload) =>
    containersOf(workload).every(
      ({ container }) => imageParts(container.image ?? "").base === "redis",
    ),
  );
  return apiWorkloads(manifests).flatMap(({ object, api }) => {
    const at = manifests.at(object, api.path);
    const variable = environmentOf(manifests, api.container).get("CACHE_URL");
    if (!variable) {
      if (!redis) return [];
      return [
        `${at}: ${nameOf(object)} has no CACHE_URL, so it does not use ${nameOf(redis.object)}`,
      ];
    }
    const [, host = "", port = REDIS_PORT] = URL_PARTS.exec(textOf(variable) ?? "") ?? [];
    const name = serviceIn(host);
    if (name === undefined) return [];
    const told = `${at}: CACHE_URL of ${nameOf(object)} names the host ${host}`;
    const service = manifests.of("Service").find(({ metadata }) => metadata.name === name);
    if (!service) return [`${told}, and there is no Service ${name}`];
    return hasPort(service, Number(port))
      ? []
      : [`${told} and port ${port}, which Service ${name} does not have`];
  });
}

/** The Service that a host within the cluster stands for; undefined for one elsewhere. */
function serviceIn(host: string): string | undefined {
  if (host === "" || host === "localhost") return undefined;
  return !host.includes(".") || /\.svc(\.|$)/.test(host) ? host.split(".")[0] : undefined;
}

function hasPort({ spec }: Pick<V1Service, "spec">, wanted: number): boolean {
  return (spec?.ports ?? []).some(({ port }) => port === wanted);
}
