import { type FolderStore, readMetadata } from "@workshop/serving/model-loader";
import { isRefused, judge, type Verdict } from "../comparison/verdict.ts";
import { verifyRelease } from "../verification/verify-release.ts";
import { changeRegistry } from "./change-registry.ts";
import { holderOf, moveAlias } from "./move-alias.ts";
import { readRegistry } from "./read-registry.ts";

/** What came of a promotion. `from` is undefined where nobody held the alias. */
export type Outcome =
  | { outcome: "already" }
  | { outcome: "refused"; reasons: string[] }
  | { outcome: "moved"; from: string | undefined; verdict: Verdict | undefined };

/**
 * Lets an alias stand for a version, if the release verifies and is not worse than the one the
 * alias stands for now.
 */
export async function promoteVersion(
  store: FolderStore,
  version: string,
  alias: string,
): Promise<Outcome> {
  if (holderOf(await readRegistry(store), alias) === version) return { outcome: "already" };
  const reasons = await failures(store, version);
  if (reasons.length > 0) return { outcome: "refused", reasons };
  let outcome: Outcome = { outcome: "already" };
  // The holder is read again where nobody else can change it: it may not be who it was.
  await changeRegistry(store, async (registry) => {
    const from = holderOf(registry, alias);
    if (from === version) return undefined;
    const verdict = from === undefined ? undefined : await compareWith(store, from, version);
    if (verdict && isRefused(verdict)) {
      outcome = {
        outcome: "refused",
        reasons: [`${alias} is ${from}, and ${version} is ${verdict.outcome}`, ...verdict.reasons],
      };
      return undefined;
    }
    outcome = { outcome: "moved", from, verdict };
    return moveAlias(registry, alias, version);
  });
  return outcome;
}

/** Why a release does not verify; empty where it does. */
export async function failures(store: FolderStore, version: string): Promise<string[]> {
  const { checks } = await verifyRelease(store, version);
  return checks
    .filter(({ outcome }) => outcome === "failed")
    .map(({ name, detail }) => `${name}: ${detail}`);
}

async function compareWith(store: FolderStore, from: string, to: string): Promise<Verdict> {
  return judge(await readMetadata(store, from), await readMetadata(store, to));
}
