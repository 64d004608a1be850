import { parseArguments } from "../command-line/arguments.ts";
import type { Command } from "../command-line/command.ts";
import { DIR_HELP, modelFolder } from "../command-line/model-folder.ts";
import { table } from "../command-line/table.ts";
import { verifyAliases } from "../verification/aliases.ts";
import { type Check, check, type Verification } from "../verification/check.ts";
import { verifyRelease } from "../verification/verify-release.ts";

const HELP = `usage: npm run models -- verify [V] [options]

Checks a release, or all of them and the aliases: metadata.json against its schema, the sha256 of
every file, files that are not listed, LightGBM's golden answers through both engines (within 1e-5),
and that model.onnx is what the converter makes of model.txt.

  V            alias, version or semver range
  --json       print the outcome as JSON
${DIR_HELP}
example: npm run models -- verify champion
`;

export const verify: Command["run"] = async (argv, { env, out }) => {
  const { values, words } = parseArguments(argv, {
    verb: "verify",
    options: { json: { type: "boolean", default: false } },
    optional: ["V"],
  });
  if (values.help) {
    out(HELP);
    return 0;
  }
  const store = modelFolder(values.dir, env);
  const [selector] = words;
  const versions =
    selector === undefined ? await store.versions() : [await store.resolve(selector)];
  const releases: Verification[] = [];
  for (const version of versions) {
    const release = await verifyRelease(store, version);
    releases.push(release);
    if (!values.json) out(`${version}\n${lines(release.checks)}`);
  }
  const aliases =
    selector === undefined ? await check("aliases", () => verifyAliases(store)) : null;
  if (aliases && !values.json) out(`registry\n${lines([aliases])}`);
  const ok = releases.every((release) => release.ok) && aliases?.outcome !== "failed";
  if (values.json) out(`${JSON.stringify({ ok, releases, aliases }, null, 2)}\n`);
  return ok ? 0 : 1;
};

const MARKS = { ok: "ok", failed: "FAILED", none: "-" };

function lines(checks: readonly Check[]): string {
  return table(
    checks.map(({ name, outcome, detail }) => [
      "",
      name.padEnd(10),
      MARKS[outcome].padEnd(6),
      detail,
    ]),
  );
}
