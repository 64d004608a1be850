import { containersOf, type Workload } from "./workloads.ts";

/** A Secret that pods want and that somebody has to make; `keys` is empty where all are taken. */
export interface WantedSecret {
  readonly name: string;
  readonly keys: readonly string[];
}

/** The Secrets that these pods refer to, each once, in order of name. */
export function secretsWanted(workloads: readonly Workload[]): WantedSecret[] {
  const wanted = new Map<string, Set<string>>();
  const want = (name: string | undefined, keys: readonly string[]) => {
    if (name === undefined) return;
    const known = wanted.get(name) ?? new Set();
    for (const key of keys) known.add(key);
    wanted.set(name, known);
  };
  for (const workload of workloads) {
    for (const { container } of containersOf(workload)) {
      for (const { secretRef } of container.envFrom ?? []) want(secretRef?.name, []);
      for (const { valueFrom } of container.env ?? []) {
        want(valueFrom?.secretKeyRef?.name, [valueFrom?.secretKeyRef?.key ?? ""]);
      }
    }
    for (const { secret, projected } of workload.pod.volumes ?? []) {
      want(secret?.secretName, secret?.items?.map(({ key }) => key) ?? []);
      for (const source of projected?.sources ?? []) {
        want(source.secret?.name, source.secret?.items?.map(({ key }) => key) ?? []);
      }
    }
  }
  return [...wanted]
    .map(([name, keys]) => ({ name, keys: [...keys].sort() }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
