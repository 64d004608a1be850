import type { AnyCheck } from "../checks/check.ts";
import { ENGINES, type EngineName } from "./engine.ts";
import type { Missing } from "./missing.ts";

/** Asks, once each, for the engines that checks need. Returns those that cannot be used. */
export async function missingEngines(
  checks: readonly AnyCheck[],
): Promise<Map<EngineName, Missing>> {
  const names = new Set(checks.flatMap(({ needs = [] }) => needs));
  const found = new Map<EngineName, Missing>();
  for (const name of names) {
    const missing = await ENGINES[name].missing();
    if (missing) found.set(name, missing);
  }
  return found;
}
