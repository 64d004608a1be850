import { readFile } from "node:fs/promises";
import path from "node:path";
import { Metadata } from "@workshop/serving/model-loader";
import { expect, it } from "vitest";
import { RELEASES } from "../train/paths.ts";
import { isRefused, judge, timeSplit } from "./verdict.ts";

const present = Metadata.parse(
  JSON.parse(await readFile(path.join(RELEASES, "v1.1.0", "metadata.json"), "utf8")),
);
const found = timeSplit(present);
if (!found) throw new Error("v1.1.0 has no scores on the time split");
const scored = found;
const { auc, log_loss, brier } = scored;

type Values = Partial<Record<"auc" | "log_loss" | "brier", number>>;

/** The same release as v1.2.0, with other values of its scores. */
function candidate(values: Values): Metadata {
  const changed = Object.entries(values).map(([score, value]) => [
    score,
    { ...scored[score as keyof Values], value },
  ]);
  const evaluations = [{ ...scored, ...Object.fromEntries(changed) }];
  return { ...present, version: "v1.2.0", evaluations };
}

it.each<[string, Values, string]>([
  ["the same scores", {}, "not worse"],
  ["a lower log loss", { log_loss: log_loss.value - 1e-6 }, "better"],
  ["a higher log loss, within the interval", { log_loss: log_loss.value + 1e-6 }, "worse"],
  ["an AUC at the low end", { auc: auc.low }, "not worse"],
  ["an AUC below the low end", { auc: auc.low - 1e-6 }, "worse"],
  ["a Brier score at the high end", { brier: brier.high }, "not worse"],
  ["a Brier score above the high end", { brier: brier.high + 1e-6 }, "worse"],
  ["a lower log loss and a bad AUC", { log_loss: 0.5, auc: auc.low - 1e-6 }, "worse"],
])("%s", (_, values, expected) => {
  const verdict = judge(present, candidate(values));
  expect(verdict.outcome).toBe(expected);
  expect(isRefused(verdict)).toBe(expected === "worse");
});

it("names every number that is worse", () => {
  const { reasons } = judge(present, candidate({ log_loss: 0.7, auc: 0.5, brier: 0.3 }));
  expect(reasons).toHaveLength(3);
  expect(reasons.join("\n")).toMatch(/^log loss 0\.7000 .*\nAUC 0\.5000 .*\nBrier score 0\.3000 /);
});

it.each<[string, Partial<Metadata>, string]>([
  ["without scores", { evaluations: [] }, "v1.2.0 has no scores on a time split"],
  ["without data", { data: null }, "different data"],
  [
    "scored on other data",
    { data: present.data && { ...present.data, sha256: { "u.data": "0".repeat(64) } } },
    "different data",
  ],
  [
    "scored on other rows",
    { evaluations: [{ ...scored, test_rows: 100 }] },
    `on ${scored.test_rows} and 100 rows`,
  ],
])("does not compare a version %s", (_, change, reason) => {
  const verdict = judge(present, { ...candidate({}), ...change });
  expect(verdict.outcome).toBe("not comparable");
  expect(verdict.reasons.join()).toContain(reason);
  expect(isRefused(verdict)).toBe(true);
});
