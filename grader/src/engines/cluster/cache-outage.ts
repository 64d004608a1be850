import { imageParts } from "../manifests/api.ts";
import { containersOf, type Workload, workloadsOf } from "../manifests/workloads.ts";
import type { Deployed } from "./deployed.ts";

/** The Redis of a submission, which can be taken away for a while. */
export interface CacheOutage {
  begin(): Promise<void>;
  end(): Promise<void>;
}

/**
 * How the submission's Redis goes away: a Deployment is scaled to nothing, and one beside the API in the
 * same pod, which the pod would not be ready without, is made to answer nobody. Undefined where there is
 * no Redis.
 */
export function cacheOutage(deployed: Deployed, milliseconds: number): CacheOutage | undefined {
  const apis = new Set(deployed.apis.map(({ object }) => object.metadata.name));
  const withRedis = workloadsOf(deployed.manifests).filter((each) => redisIn(each) !== undefined);
  const alone = withRedis.filter(({ object: { kind, metadata } }) => {
    return (kind === "Deployment" || kind === "StatefulSet") && !apis.has(metadata.name);
  });
  if (alone.length > 0) return scaling(deployed, alone);
  const [beside] = withRedis;
  const container = beside && redisIn(beside);
  return container === undefined ? undefined : pausing(deployed, container, milliseconds);
}

function redisIn(workload: Workload): string | undefined {
  const isRedis = ({ image = "" }) => imageParts(image).base === "redis";
  return containersOf(workload).find(({ container }) => isRedis(container))?.container.name;
}

function scaling({ namespace }: Deployed, workloads: readonly Workload[]): CacheOutage {
  const to = async (replicas: number) => {
    for (const { object } of workloads) {
      const kind = object.kind === "StatefulSet" ? "StatefulSet" : "Deployment";
      await namespace.patch(kind, object.metadata.name, { spec: { replicas } });
    }
  };
  return { begin: () => to(0), end: () => to(1) };
}

function pausing(deployed: Deployed, container: string, milliseconds: number): CacheOutage {
  const command = ["redis-cli", "--no-auth-warning", "client", "pause", `${milliseconds}`, "all"];
  return {
    async begin() {
      for (const { metadata } of await deployed.readyPods()) {
        for (const secret of deployed.secrets.values()) {
          const authenticated = ["env", `REDISCLI_AUTH=${secret}`, ...command];
          const said = await deployed.namespace.exec(
            metadata?.name ?? "",
            authenticated,
            container,
          );
          if (said.stdout.trim() === "OK") break;
        }
      }
    },
    // Redis goes on by itself.
    end: async () => {},
  };
}
