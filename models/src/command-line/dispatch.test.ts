import { spawnSync } from "node:child_process";
import path from "node:path";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../commands/index.ts";
import { runModels } from "../testing/run-models.ts";

const ROOT = path.resolve(import.meta.dirname, "../../..");

describe("npm run models", () => {
  it("lists every command for --help, and for nothing as a wrong command line", async () => {
    const help = await runModels(["--help"]);
    expect(help.code).toBe(0);
    for (const { usage, summary } of Object.values(COMMANDS)) {
      expect(help.out).toContain(usage);
      expect(help.out).toContain(summary);
    }
    expect(await runModels([])).toEqual({ code: 2, out: "", err: help.out });
  });

  it.each([
    ["lst", 'Did you mean "list"?'],
    ["verfy", 'Did you mean "verify"?'],
    ["promot", 'Did you mean "promote"?'],
  ])("suggests the nearest command for %s", async (word, suggestion) => {
    const { code, err } = await runModels([word]);
    expect(code).toBe(2);
    expect(err).toBe(
      `Expected a command, found "${word}". ${suggestion} npm run models -- --help lists them.\n`,
    );
  });

  it.each(["constructor", "__proto__", "toString"])(
    "does not take %s for a command",
    async (word) => {
      expect((await runModels([word])).code).toBe(2);
    },
  );

  it.each(Object.keys(COMMANDS))("%s --help says how", async (verb) => {
    const { code, out } = await runModels([verb, "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^usage: npm run (models|data)\b.* (-- )?/);
    const others = ["snapshot", "data"];
    if (!others.includes(verb)) expect(out).toMatch(/^example: npm run /m);
  });

  it.each([
    [["list", "--jsn"], "Unknown option '--jsn'. Did you mean --json?"],
    [["list", "v1.0.0"], 'Expected nothing after list, found also "v1.0.0".'],
    [["show"], "Expected V after show, found nothing."],
    [["compare", "champion"], "Expected B after compare, found nothing."],
    [["compare", "a", "b", "c"], 'Expected A B after compare, found also "c".'],
    [["verify", "--dir"], "'--dir"],
    [["promote", "v1.1.0"], "Expected --as ALIAS, found nothing."],
    [["convert"], "Expected FILE after convert, found nothing."],
  ])("refuses %j with exit code 2 and one line", async (argv, message) => {
    const { code, out, err } = await runModels(argv);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(message);
    expect(err).toMatch(/^.* npm run models -- \w+ --help says more\.\n$/);
  });

  it("ends the process with the command's exit code", () => {
    const run = (...argv: string[]) =>
      spawnSync(process.execPath, ["grader/launch.js", "models/src/cli.ts", ...argv], {
        cwd: ROOT,
        encoding: "utf8",
      });
    expect(run("list", "--json").status).toBe(0);
    expect(run("show", "v7.0.0")).toMatchObject({ status: 1, stdout: "" });
    expect(run("shw")).toMatchObject({ status: 2, stdout: "" });
  });
});
