import type { AnyCheck } from "../checks/check.ts";

/** A list of checks that cannot be run as it stands. */
export class CheckListError extends Error {
  override readonly name = "CheckListError";
}

/**
 * Checks in an order in which every check comes after those it depends on; otherwise as given.
 * @throws CheckListError for an id that stands twice, an unknown dependency, a circle, or a check
 * that would have to wait for one under load.
 */
export function inOrder(checks: readonly AnyCheck[]): AnyCheck[] {
  const byId = new Map<string, AnyCheck>();
  for (const check of checks) {
    if (byId.has(check.id)) throw new CheckListError(`The check ${check.id} stands twice.`);
    byId.set(check.id, check);
  }
  const ordered: AnyCheck[] = [];
  const state = new Map<string, "open" | "done">();
  function visit(check: AnyCheck, path: readonly string[]): void {
    if (state.get(check.id) === "done") return;
    if (state.get(check.id) === "open") {
      throw new CheckListError(`Checks wait for each other: ${[...path, check.id].join(" → ")}.`);
    }
    state.set(check.id, "open");
    for (const id of check.after) {
      const dependency = byId.get(id);
      if (!dependency) throw new CheckListError(`${check.id} depends on ${id}, which is no check.`);
      if (dependency.underLoad && !check.underLoad) {
        throw new CheckListError(
          `${check.id} depends on ${id}, which runs last because of its load.`,
        );
      }
      visit(dependency, [...path, check.id]);
    }
    state.set(check.id, "done");
    ordered.push(check);
  }
  for (const check of checks) visit(check, []);
  return ordered;
}

/** The check with everything it depends on, near and far. */
export function withDependencies(checks: readonly AnyCheck[], id: string): Set<string> {
  const byId = new Map(checks.map((check) => [check.id, check]));
  const found = new Set<string>();
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    queue.push(...(byId.get(next)?.after ?? []));
  }
  return found;
}

/** The check with everything that depends on it, near and far. */
export function withDependants(checks: readonly AnyCheck[], id: string): Set<string> {
  const found = new Set([id]);
  for (const check of inOrder(checks)) {
    if (check.after.some((each) => found.has(each))) found.add(check.id);
  }
  return found;
}
