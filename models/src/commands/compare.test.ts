import { copyModels, type ModelFolder, requireEngine } from "@workshop/serving/testing";
import { afterEach, beforeEach, expect, it, type TestContext } from "vitest";
import { requireData } from "../data/require-data.ts";
import { runModels } from "../testing/run-models.ts";
import { readyEnvironment } from "../train/environment.ts";

let models: ModelFolder;

beforeEach(async () => {
  models = await copyModels();
});

afterEach(() => models[Symbol.asyncDispose]());

const compare = (...argv: string[]) => runModels(["compare", "--dir", models.folder, ...argv]);

it("sets scores beside each other, counts agreement and gives the verdict", async () => {
  const { code, out } = await compare("challenger", "champion");
  expect(code).toBe(0);
  expect(out).toMatch(/^time split +A: v1\.0\.0 +B: v1\.1\.0 +B - A\n/);
  expect(out).toMatch(/^AUC +0\.\d{4} \[.*\] +0\.\d{4} \[.*\] +\+0\.\d{4} +intervals overlap$/m);
  expect(out).toMatch(/^log loss .* -0\.\d{4} /m);
  expect(out).toMatch(/^2476 golden rows .* the largest difference is 0\.\d{4}/m);
  expect(out).toMatch(/^v1\.1\.0 is better: log loss 0\.\d{4} against 0\.\d{4} is lower/m);
});

it("gives the same as JSON", async () => {
  const { out } = await compare("v1.0.0", "v1.1.0", "--json");
  const { a, b, scores, agreement, verdict } = JSON.parse(out);
  expect([a, b]).toEqual(["v1.0.0", "v1.1.0"]);
  expect(scores.map(({ score }: { score: string }) => score)).toEqual(["auc", "log_loss", "brier"]);
  for (const each of scores) expect(each.difference).toBe(each.b.value - each.a.value);
  expect(agreement.rows).toBe(2476);
  expect(agreement.largest_difference).toBeGreaterThan(agreement.mean_difference);
  expect(agreement.class_flips).toBeGreaterThan(0);
  expect(verdict.outcome).toBe("better");
});

it("finds no difference between a version and itself", async () => {
  const { out } = await compare("champion", "^1", "--json");
  expect(JSON.parse(out)).toMatchObject({
    agreement: { largest_difference: 0, mean_difference: 0, class_flips: 0 },
    verdict: { outcome: "not worse" },
  });
});

it("is a gate on demand", async () => {
  expect((await compare("champion", "challenger")).code).toBe(0);
  const { code, out } = await compare("champion", "challenger", "--gate");
  expect(code).toBe(1);
  expect(out).toContain("v1.0.0 is worse: log loss");
  expect((await compare("challenger", "champion", "--gate")).code).toBe(0);
});

it("says so where versions have no scores or columns in common", async () => {
  await models.metadata("v1.0.0", (metadata) => {
    metadata.evaluations = [];
    (metadata.features as { name: string }[])[0] = {
      ...(metadata.features as { name: string }[])[0],
      name: "years",
    };
  });
  const { code, out } = await compare("v1.1.0", "v1.0.0", "--gate");
  expect(code).toBe(1);
  expect(out).toContain("v1.1.0 and v1.0.0 have no scores to set beside.");
  expect(out).toContain("They share no golden rows");
  expect(out).toContain("v1.0.0 cannot be compared: v1.0.0 has no scores on a time split.");
});

async function needData(context: TestContext): Promise<string> {
  requireEngine(context, "python", (await readyEnvironment()) !== undefined);
  return requireData(context);
}

it("scores the hold-out anew, pairwise", async (context) => {
  const data = await needData(context);
  const { code, out, err } = await compare("v1.0.0", "v1.1.0", "--data", data, "--json");
  expect(code, err).toBe(0);
  const { paired, scores } = JSON.parse(out);
  expect(paired.rows).toBe(20_001);
  for (const { score, difference } of scores) {
    expect(paired[score].value).toBeCloseTo(difference, 9);
    expect(paired[score].low).toBeLessThan(paired[score].value);
    expect(paired[score].high).toBeGreaterThan(paired[score].value);
  }
  expect(paired.auc.low).toBeGreaterThan(0);
  expect(paired.log_loss.high).toBeLessThan(0);
}, 120_000);

it("does not believe scores that the hold-out does not give", async (context) => {
  const data = await needData(context);
  await models.metadata("v1.1.0", ({ evaluations }) => {
    for (const each of evaluations as { auc: { value: number } }[]) each.auc.value += 0.001;
  });
  const { code, err } = await compare("v1.0.0", "v1.1.0", "--data", data);
  expect(code).toBe(1);
  expect(err).toMatch(
    /^Expected v1\.1\.0 to have auc 0\.746\d+ on the time split, .* found 0\.745/,
  );
}, 120_000);

it("says of a folder without the data what is missing", async (context) => {
  await needData(context);
  const { code, err } = await compare("v1.0.0", "v1.1.0", "--data", models.folder);
  expect(code).toBe(1);
  expect(err).toMatch(/^Expected the MovieLens 100k file u\.data in /);
});
