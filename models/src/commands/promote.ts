import { Alias } from "@workshop/serving/model-loader";
import { parseArguments } from "../command-line/arguments.ts";
import type { Command } from "../command-line/command.ts";
import { DIR_HELP, modelFolder } from "../command-line/model-folder.ts";
import { RULE } from "../comparison/verdict.ts";
import { promoteVersion } from "../registry/promote-version.ts";
import { UserError } from "../user-error.ts";

const HELP = `usage: npm run models -- promote V --as ALIAS [options]

Lets an alias stand for a version. Refused where the release does not verify, or is worse than the
one the alias stands for now (A), or cannot be compared with it. There is no way round: mend the
release, or use another alias. rollback goes back.

${RULE}
  V            alias, version or semver range
  --as ALIAS   such as champion or challenger; one that is new is made
${DIR_HELP}
example: npm run models -- promote v1.1.0 --as champion
`;

export const promote: Command["run"] = async (argv, { env, out, err }) => {
  const { values, words } = parseArguments(argv, {
    verb: "promote",
    options: { as: { type: "string" } },
    required: ["V"],
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const alias = checkAlias(values.as);
  const store = modelFolder(values.dir, env);
  const version = await store.resolve(words[0] ?? "");
  const result = await promoteVersion(store, version, alias);
  if (result.outcome === "refused") {
    err(
      `Refused to make ${version} the ${alias}:\n${result.reasons.map((each) => `  ${each}\n`).join("")}`,
    );
    return 1;
  }
  if (result.outcome === "already") {
    out(`${alias} is ${version} already; nothing changed.\n`);
    return 0;
  }
  out(
    `${alias} is now ${version}; ${result.from ? `it was ${result.from}` : "the alias is new"}.\n`,
  );
  if (result.verdict) out(`${result.verdict.outcome}: ${result.verdict.reasons.join(", ")}\n`);
  return 0;
};

function checkAlias(alias: string | undefined): string {
  if (alias === undefined) {
    throw new UserError(
      "Expected --as ALIAS, found nothing. npm run models -- promote --help says more.",
      2,
    );
  }
  const parsed = Alias.safeParse(alias);
  if (parsed.success) return alias;
  throw new UserError(
    `Expected --as to be ${parsed.error.issues[0]?.message}, found "${alias}". Choose another name.`,
    2,
  );
}
