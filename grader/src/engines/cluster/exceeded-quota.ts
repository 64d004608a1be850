import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** What a quota said to a pod that asks for more than it leaves. */
export interface ExceededQuota {
  readonly quota: string;
  /** What it has too little of, such as requests.cpu. */
  readonly resources: readonly string[];
  /** How much is left, of how much, and how much the pod asks for. */
  readonly words: string;
}

/** Reads the API server's words; undefined where they are of something else. */
export function exceededQuota(message: string): ExceededQuota | undefined {
  const found = /exceeded quota: (\S+), requested: (.+), used: (.+), limited: (\S+)/.exec(message);
  if (!found) return undefined;
  const [, quota = "", ...lists] = found;
  const [requested, used, limited] = lists.map(amounts);
  const resources = [...(limited?.keys() ?? [])];
  const each = resources.map((resource) => {
    const [most = "0", taken = "0", asked = "0"] = [limited, used, requested].map((list) =>
      list?.get(resource),
    );
    return `${left(most, taken)} of ${most} ${resource} left, and a pod asks for ${asked}`;
  });
  return { quota, resources, words: `the quota ${quota} has ${each.join("; ")}` };
}

/** `requests.cpu=150m,limits.memory=1Gi`, by name. */
function amounts(list: string): ReadonlyMap<string, string> {
  return new Map(list.split(",").map((pair) => pair.split("=") as [string, string]));
}

/** The difference, in the unit of the most. */
function left(most: string, used: string): string {
  // Not before it is wanted: it is 900 modules, and few commands meet a quota.
  const { quantityToScalar } =
    require("@kubernetes/client-node/dist/util.js") as typeof import("@kubernetes/client-node/dist/util.js");
  const [, unit = ""] = /(\D*)$/.exec(most) ?? [];
  const rest = Number(quantityToScalar(most)) - Number(quantityToScalar(used));
  const units = rest / Number(quantityToScalar(`1${unit}`));
  return `${Number(Math.max(0, units).toFixed(3))}${unit}`;
}
