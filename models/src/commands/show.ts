import { readMetadata } from "@workshop/serving/model-loader";
import { parseArguments } from "../command-line/arguments.ts";
import type { Command } from "../command-line/command.ts";
import { DIR_HELP, modelFolder } from "../command-line/model-folder.ts";
import { readRegistry } from "../registry/read-registry.ts";
import { releaseText } from "../registry/release-text.ts";

const HELP = `usage: npm run models -- show V [options]

Prints what is known of a release: columns, scores, what it was made from, files, the columns that
count most.

  V            alias, version or semver range
  --json       print metadata.json and the aliases as JSON
${DIR_HELP}
example: npm run models -- show champion
`;

export const show: Command["run"] = async (argv, { env, out }) => {
  const { values, words } = parseArguments(argv, {
    verb: "show",
    options: { json: { type: "boolean", default: false } },
    required: ["V"],
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const store = modelFolder(values.dir, env);
  const metadata = await readMetadata(store, await store.resolve(words[0] ?? ""));
  const registry = await readRegistry(store);
  const aliases = Object.entries(registry.aliases)
    .filter(([, version]) => version === metadata.version)
    .map(([alias]) => alias);
  out(
    values.json
      ? `${JSON.stringify({ aliases, ...metadata }, null, 2)}\n`
      : releaseText(metadata, aliases),
  );
  return 0;
};
