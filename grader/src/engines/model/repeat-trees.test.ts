import { readFileSync } from "node:fs";
import path from "node:path";
import { openWalkerEngine } from "@workshop/serving/predictor";
import { expect, it } from "vitest";
import { MODELS } from "./models.ts";
import { repeatTrees } from "./repeat-trees.ts";

it("keeps the predictions and multiplies the trees", async () => {
  const text = readFileSync(path.join(MODELS, "releases/v1.1.0/model.txt"), "utf8");
  const dear = repeatTrees(text, 4);
  expect(dear.match(/^Tree=/gm)).toHaveLength(4 * (text.match(/^Tree=/gm) ?? []).length);
  const engines = [openWalkerEngine(text), openWalkerEngine(dear)] as const;
  const rows = Float64Array.from({ length: 50 * 34 }, (_, index) => (index * 7919) % 97);
  const [once, repeated] = await Promise.all(engines.map((engine) => engine.run(rows, 50)));
  expect(new Set(once).size).toBeGreaterThan(10);
  for (const [index, value] of (once ?? []).entries()) {
    expect(repeated?.[index]).toBeCloseTo(value, 12);
  }
});
