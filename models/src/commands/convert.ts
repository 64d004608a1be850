import path from "node:path";
import { parseArguments } from "../command-line/arguments.ts";
import type { Command } from "../command-line/command.ts";
import { size } from "../command-line/numbers.ts";
import { readModel } from "../conversion/read-model.ts";
import { writeWhole } from "../conversion/write-whole.ts";

const HELP = `usage: npm run models -- convert FILE [options]

Converts a LightGBM model in text format (Booster.save_model, v3 or v4) to ONNX with float64
thresholds, so that it answers as LightGBM does. No Python is needed.

  FILE         your model.txt
  --out FILE   where to write (default: beside FILE, as .onnx)
  --force      replace a file that is there
  --help       print this

example: npm run models -- convert my-model.txt --out my-model.onnx
`;

export const convert: Command["run"] = async (argv, { out }) => {
  const { values, words } = parseArguments(argv, {
    verb: "convert",
    options: { out: { type: "string" }, force: { type: "boolean", default: false } },
    required: ["FILE"],
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const from = path.resolve(words[0] ?? "");
  const { dir, name } = path.parse(from);
  const to = values.out ? path.resolve(values.out) : path.join(dir, `${name}.onnx`);
  const { model, onnx, objective } = await readModel(from);
  await writeWhole(to, onnx, values.force);
  const { featureNames, trees, outputs } = model;
  out(`objective  ${objective}\nfeatures   ${featureNames.length}: ${featureNames.join(", ")}\n`);
  out(`trees      ${trees.length}\noutputs    ${outputs}\nWrote ${to} (${size(onnx.length)})\n`);
  return 0;
};
