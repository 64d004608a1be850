import type { Manifests } from "./manifests.ts";
import { containersOf, workloadsOf } from "./workloads.ts";

/** The keys of Secrets that pods need and the manifests do not hold. */
export function secretKeys(manifests: Manifests): { name: string; key: string }[] {
  const own = new Set(manifests.of("Secret").map(({ metadata }) => metadata.name));
  const found = new Map<string, { name: string; key: string }>();
  for (const { container } of workloadsOf(manifests).flatMap(containersOf)) {
    for (const { valueFrom } of container.env ?? []) {
      const { name = "", key = "" } = valueFrom?.secretKeyRef ?? {};
      if (name !== "" && key !== "" && !own.has(name)) found.set(`${name} ${key}`, { name, key });
    }
  }
  return [...found.values()];
}
