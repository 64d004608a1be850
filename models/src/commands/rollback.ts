import { didYouMean } from "@workshop/serving/suggestion";
import { parseArguments } from "../command-line/arguments.ts";
import type { Command } from "../command-line/command.ts";
import { DIR_HELP, modelFolder } from "../command-line/model-folder.ts";
import { rollBack } from "../registry/roll-back.ts";

const HELP = `usage: npm run models -- rollback ALIAS [options]

Lets an alias stand again for the version before, as registry.json remembers it. The release must
verify; its scores are not asked, since it has served before. Twice in a row undoes itself.

${DIR_HELP}
example: npm run models -- rollback champion
`;

export const rollback: Command["run"] = async (argv, { env, out, err }) => {
  const { values, words } = parseArguments(argv, {
    verb: "rollback",
    options: {},
    required: ["ALIAS"],
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const [alias = ""] = words;
  const result = await rollBack(modelFolder(values.dir, env), alias);
  if (result.outcome === "moved") {
    out(`${alias} is ${result.to} again; it was ${result.from}.\n`);
    return 0;
  }
  const suggestion = didYouMean(alias, result.known);
  err(`Refused to roll ${alias} back:\n${result.reasons.map((each) => `  ${each}\n`).join("")}`);
  if (suggestion) err(`${suggestion.trim()}\n`);
  return 1;
};
