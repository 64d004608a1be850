import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { requireTrainer } from "../../train/require-python.ts";
import { type Compared, compare } from "./compared.ts";
import { readFloat64 } from "./float64-file.ts";
import { kindsOf } from "./kinds.ts";
import { runPython } from "./python.ts";
import { table } from "./table.ts";

const Manifest = z.array(
  z.strictObject({
    file: z.string(),
    name: z.string(),
    splits: z.enum(["numeric", "categorical", "mixed"]),
    missing: z.enum(["none", "zero", "nan"]),
    nans: z.boolean(),
    objective: z.string(),
    boosting: z.enum(["gbdt", "rf", "dart"]),
    odd: z.string(),
    rows: z.int().min(2000),
    outputs: z.int().min(1),
  }),
);
type Case = z.infer<typeof Manifest>[number];

const COMBINATIONS = 3 * 3 * 2 * 8 * 2;
const KINDS = [
  ...["identity", "signed-square", "exp", "sigmoid", "softmax"].map((link) => `link ${link}`),
  // With missing None nothing goes a default way, and LightGBM always writes left.
  ...["none left", "zero left", "zero right", "nan left", "nan right"].map(
    (each) => `missing ${each}`,
  ),
  ...["left", "right"].map((way) => `zeros go ${way} against the comparison`),
  "averaged",
  "a tree of one leaf",
  "a set",
  "a set beyond category 63",
  "an infinite threshold",
  "a threshold among the zeros",
];

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-differential-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test(
  "both engines agree with LightGBM on every kind of model",
  { timeout: 300_000 },
  async (ctx) => {
    const python = await requireTrainer(ctx);
    await runPython(python, "training.differential", "write", folder);
    const manifest = Manifest.parse(
      JSON.parse(await readFile(path.join(folder, "manifest.json"), "utf8")),
    );
    const compared = new Map<Case, Compared>();
    for (const each of manifest) {
      const file = path.join(folder, each.file);
      const text = await readFile(`${file}.txt`, "utf8");
      const rows = await readFloat64(`${file}.rows.f64`);
      const result = await compare(text, rows, await readFloat64(`${file}.expected.f64`));
      await writeFile(`${file}.onnx`, result.onnx);
      compared.set(each, result);
    }
    console.log(table(groups(compared)));

    expect(manifest.filter(({ odd }) => odd === "").length).toBeGreaterThanOrEqual(COMBINATIONS);
    expect(new Set(manifest.map(({ name }) => name)).size).toBe(manifest.length);
    const kinds = new Set([...compared.values()].flatMap(({ model }) => kindsOf(model)));
    expect([...kinds].sort()).toEqual([...KINDS].sort());
    const wrong = [...compared].filter(
      ([
        ,
        {
          differences: { walker, onnx },
          disagreements,
        },
      ]) => {
        const flips = walker.flips + onnx.flips;
        return !(walker.largest <= 1e-9 && onnx.largest <= 1e-6 && flips + disagreements === 0);
      },
    );
    expect(
      wrong.map(([{ name }, { model: _, onnx: __, ...found }]) => ({ name, ...found })),
    ).toEqual([]);
    expect(await runPython(python, "training.differential", "check", folder)).toBe(
      `${manifest.length}`,
    );
  },
);

/** The models by each choice in turn, so that a difference shows what it goes with. */
function groups(compared: Map<Case, Compared>): Map<string, Compared[]> {
  const found = new Map<string, Compared[]>();
  for (const [each, result] of compared) {
    const names = [
      `splits: ${each.splits}`,
      `missing: ${each.missing}, ${each.nans ? "with" : "without"} NaN in training`,
      `boosting: ${each.boosting}`,
      `objective: ${each.objective}`,
      ...(each.odd ? [`odd: ${each.odd}`] : []),
      "all",
    ];
    for (const name of names) found.set(name, [...(found.get(name) ?? []), result]);
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}
