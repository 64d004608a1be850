import type { FolderStore, Registry } from "@workshop/serving/model-loader";
import { changeRegistry } from "./change-registry.ts";
import { holderOf, moveAlias } from "./move-alias.ts";
import { failures } from "./promote-version.ts";
import { readRegistry } from "./read-registry.ts";

export type RolledBack =
  | { outcome: "moved"; from: string; to: string }
  | { outcome: "refused"; reasons: string[]; known: string[] };

/** Lets an alias stand for the version before, if that release still verifies. */
export async function rollBack(store: FolderStore, alias: string): Promise<RolledBack> {
  const registry = await readRegistry(store);
  const refuse = (...reasons: string[]): RolledBack => ({
    outcome: "refused",
    reasons,
    known: holderOf(registry, alias) ? [] : Object.keys(registry.aliases),
  });
  const move = lastMove(registry, alias);
  if (!move) return refuse(`registry.json remembers no version before, for ${alias}.`);
  const reasons = await failures(store, move.to);
  if (reasons.length > 0) return refuse(...reasons.map((each) => `${move.to}: ${each}`));
  let moved = false;
  await changeRegistry(store, async (now) => {
    moved = holderOf(now, alias) === move.from;
    return moved ? moveAlias(now, alias, move.to) : undefined;
  });
  if (!moved) return refuse(`${alias} was changed at the same moment. Look, and try again.`);
  return { outcome: "moved", ...move };
}

/** From where the alias stands now to where it stood before. */
function lastMove(registry: Registry, alias: string): { from: string; to: string } | undefined {
  const from = holderOf(registry, alias);
  const last = registry.history.findLast((each) => each.alias === alias && each.to === from);
  return from && last?.from ? { from, to: last.from } : undefined;
}
