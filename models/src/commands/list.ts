import { parseArguments } from "../command-line/arguments.ts";
import type { Command } from "../command-line/command.ts";
import { DIR_HELP, modelFolder } from "../command-line/model-folder.ts";
import { interval, size } from "../command-line/numbers.ts";
import { table } from "../command-line/table.ts";
import { type Listed, listReleases } from "../registry/list-releases.ts";

const HELP = `usage: npm run models -- list [options]

Lists the released versions: aliases, AUC on the time split with its 95 % interval, log loss, time
of training, size.

  --json       print the list as JSON
${DIR_HELP}
example: npm run --silent models -- list --json
`;

const HEAD = ["version", "aliases", "AUC, time split", "log loss", "trained at", "size"];

export const list: Command["run"] = async (argv, { env, out, err }) => {
  const { values } = parseArguments(argv, {
    verb: "list",
    options: { json: { type: "boolean", default: false } },
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const releases = await listReleases(modelFolder(values.dir, env));
  out(values.json ? `${JSON.stringify(releases, null, 2)}\n` : table([HEAD, ...releases.map(row)]));
  const broken = releases.filter(({ error }) => error !== null);
  for (const { version, error } of broken) err(`${version}: ${error}\n`);
  return broken.length > 0 ? 1 : 0;
};

function row({ version, aliases, auc, log_loss, trained_at, bytes }: Listed): string[] {
  return [
    version,
    aliases.join(", ") || "-",
    auc ? interval(auc) : "-",
    log_loss ? log_loss.value.toFixed(4) : "-",
    trained_at ?? "broken",
    bytes === null ? "-" : size(bytes),
  ];
}
