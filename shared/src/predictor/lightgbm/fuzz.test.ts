import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Random } from "../../http-contract/fuzz/random.ts";
import { compile, MalformedModel, parse, UnsupportedModel } from "./index.ts";

const RELEASES = new URL("../../../../models/releases/", import.meta.url);
const SEED = 20_240_301;
const MUTANTS = 400;

const NUMBERS = ["-1", "0", "2147483648", "99999999999", "1e999", "-inf", "nan", "0.5", ""];

/** Ways to damage a file, each a plausible accident. */
const MUTATIONS: Record<string, (bytes: Buffer, random: Random) => Buffer> = {
  truncate: (bytes, random) => bytes.subarray(0, random.integer(0, bytes.length - 1)),
  "flip a bit": (bytes, random) => {
    const at = random.integer(0, bytes.length - 1);
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ (1 << random.integer(0, 7));
    return flipped;
  },
  "drop a piece": (bytes, random) => {
    const at = random.integer(0, bytes.length - 1);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + random.integer(1, 500))]);
  },
  "repeat a piece": (bytes, random) => {
    const at = random.integer(0, bytes.length - 1);
    return Buffer.concat([
      bytes.subarray(0, at),
      bytes.subarray(Math.max(0, at - random.integer(1, 500))),
    ]);
  },
  "change a number": (bytes, random) => {
    const text = bytes.toString("utf8");
    const at = text.indexOf(" ", random.integer(0, text.length - 1));
    const end = text.slice(at + 1).search(/[ \n]/);
    return Buffer.from(
      text.slice(0, at + 1) + random.pick(NUMBERS) + text.slice(at + 1 + Math.max(end, 0)),
    );
  },
  "swap two lines": (bytes, random) => {
    const lines = bytes.toString("utf8").split("\n");
    const [a, b] = [random.integer(0, lines.length - 1), random.integer(0, lines.length - 1)];
    const swapped = lines.map((line, at) => (at === a ? lines[b] : at === b ? lines[a] : line));
    return Buffer.from(swapped.join("\n"));
  },
};

/** "scored", or the name of the error; anything but the two errors is thrown on. */
function outcome(text: string, rows: Float64Array): string {
  try {
    const walker = compile(parse(text));
    const scores = walker.predict(rows, Math.floor(rows.length / walker.featureCount));
    expect(scores.some(Number.isNaN)).toBe(false);
    return "scored";
  } catch (error) {
    if (!(error instanceof MalformedModel || error instanceof UnsupportedModel)) throw error;
    expect(error.message).toMatch(/^Line [1-9]\d*: /);
    return error.name;
  }
}

describe.each(["v1.0.0", "v1.1.0"])("damaged copies of %s", (version) => {
  // Few trees leave time for many mutants.
  const whole = readFileSync(new URL(`${version}/model.txt`, RELEASES));
  const few = Buffer.from(firstTrees(whole.toString("utf8"), 5));
  const row = Array.from({ length: 34 }, (_, column) =>
    column % 7 === 3 ? Number.NaN : column / 3,
  );

  test.each(Object.entries(MUTATIONS))("%s", (_, mutate) => {
    const random = new Random(SEED);
    const outcomes = Array.from({ length: MUTANTS }, (_, index) =>
      outcome(
        mutate(index % 20 === 0 ? whole : few, random).toString("utf8"),
        Float64Array.from([...row, ...row]),
      ),
    );
    expect(outcomes).toContain("MalformedModel");
  });

  test("the undamaged copies score", () => {
    for (const bytes of [whole, few]) {
      expect(outcome(bytes.toString("utf8"), Float64Array.from(row))).toBe("scored");
    }
  });
});

test("noise is refused", () => {
  const random = new Random(SEED);
  for (let index = 0; index < MUTANTS; index += 1) {
    const noise = Array.from({ length: random.integer(0, 300) }, () => random.integer(0, 255));
    const start = random.chance(0.5) ? "tree\nversion=v4\n" : "";
    const text = start + Buffer.from(noise).toString("latin1");
    expect(outcome(text, new Float64Array(34))).toMatch(/Malformed|Unsupported/);
  }
});

function firstTrees(text: string, count: number): string {
  const end = text.indexOf(`Tree=${count}\n`);
  const sizes = /(?<=tree_sizes=)(.*)/;
  const kept = text.slice(0, end) + text.slice(text.indexOf("end of trees"));
  return kept.replace(sizes, (all) => all.split(" ").slice(0, count).join(" "));
}
