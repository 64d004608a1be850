import path from "node:path";
import { readMetadata } from "@workshop/serving/model-loader";
import { parseArguments } from "../command-line/arguments.ts";
import type { Command } from "../command-line/command.ts";
import { DIR_HELP, modelFolder } from "../command-line/model-folder.ts";
import { goldenAgreement } from "../comparison/agreement.ts";
import { comparisonText } from "../comparison/comparison-text.ts";
import { compareOnHoldOut } from "../comparison/paired.ts";
import { scoreDifferences } from "../comparison/score-differences.ts";
import { isRefused, judge, RULE } from "../comparison/verdict.ts";

const HELP = `usage: npm run models -- compare A B [options]

Compares two versions: their scores on the time split with 95 % intervals, and how far they agree on
the golden rows of both.

${RULE}
  A, B         alias, version or semver range; A is the one to beat
  --data DIR   also score the hold-out of MovieLens 100k in DIR anew, row by row, and hold
               metadata.json to it; needs npm run models -- train --setup
  --gate       exit with 1 where B is worse or cannot be compared
  --json       print the comparison as JSON
${DIR_HELP}
example: npm run models -- compare champion challenger
`;

export const compare: Command["run"] = async (argv, { env, out }) => {
  const { values, words } = parseArguments(argv, {
    verb: "compare",
    options: {
      data: { type: "string" },
      gate: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
    },
    required: ["A", "B"],
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const store = modelFolder(values.dir, env);
  const [first = "", second = ""] = words;
  const a = await readMetadata(store, await store.resolve(first));
  const b = await readMetadata(store, await store.resolve(second));
  const comparison = {
    a: a.version,
    b: b.version,
    scores: scoreDifferences(a, b),
    agreement: (await goldenAgreement(store, a, b)) ?? null,
    paired: values.data
      ? await compareOnHoldOut(store, [a, b], path.resolve(values.data), env)
      : null,
    verdict: judge(a, b),
  };
  out(values.json ? `${JSON.stringify(comparison, null, 2)}\n` : comparisonText(comparison));
  return values.gate && isRefused(comparison.verdict) ? 1 : 0;
};
