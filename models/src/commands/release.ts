import path from "node:path";
import { Version } from "@workshop/serving/model-loader";
import { parseArguments } from "../command-line/arguments.ts";
import type { Command } from "../command-line/command.ts";
import { DIR_HELP, modelFolder } from "../command-line/model-folder.ts";
import { releaseModel } from "../own-model/release-model.ts";
import { UserError } from "../user-error.ts";

const HELP = `usage: npm run models -- release FILE --version V [options]

Makes a release of your own LightGBM model, ready to serve, without Python: model.txt, model.onnx,
and a metadata.json that describes the columns and outputs the file tells of. Correct it by hand
where you know more (ranges, units, names of classes); no sha256 covers it. The release has no
golden answers and no scores, so verify and promote can hold it to less.

  FILE         your model.txt (Booster.save_model, v3 or v4)
  --version V  such as v1.0.0
  --name NAME  what the model is called (default: the name of FILE)
${DIR_HELP}
example: npm run models -- release my-model.txt --version v1.0.0 --dir my-models
`;

export const release: Command["run"] = async (argv, { env, out }) => {
  const { values, words } = parseArguments(argv, {
    verb: "release",
    options: { version: { type: "string" }, name: { type: "string" } },
    required: ["FILE"],
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const version = values.version ?? "";
  if (!Version.safeParse(version).success) {
    throw new UserError(
      `Expected --version such as v1.0.0, found "${version}". npm run models -- release --help says more.`,
      2,
    );
  }
  const file = path.resolve(words[0] ?? "");
  const { folder } = modelFolder(values.dir, env);
  const target = path.join(folder, "releases", version);
  const name = values.name ?? path.parse(file).name;
  const { task, features } = await releaseModel(file, target, { name, version });
  out(
    `${name} ${version}: ${task}, ${features.length} columns: ${features.map((each) => each.name).join(", ")}\n`,
  );
  out(`Wrote ${target}\nTo serve it, set MODEL_DIR=${folder} and MODEL=${version}\n`);
  return 0;
};
