import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NoStartScript, startCommand } from "./start-command.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-start-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const manifest = (text: string) => writeFile(path.join(folder, "package.json"), text);
const withScript = (start: unknown) => manifest(JSON.stringify({ scripts: { start } }));

describe.skipIf(process.platform === "win32")("startCommand", () => {
  it("runs a plain command without a shell, so that signals reach it", async () => {
    await withScript("node  --a=b src/server.ts --port 1");
    expect(startCommand(folder)).toEqual({
      words: ["node", "--a=b", "src/server.ts", "--port", "1"],
      shell: false,
    });
  });

  it.each(["A=1 node x", "a && b", 'node "x y"', "node $X", "node x > log", "~/x"])(
    "leaves %j to a shell",
    async (script) => {
      await withScript(script);
      expect(startCommand(folder)).toEqual({ words: [script], shell: true });
    },
  );

  it.each([
    ["no file", undefined, "no such file"],
    ["no JSON", "{", "not JSON"],
    ["null", "null", 'no "start" script'],
    ["no scripts", "{}", 'no "start" script'],
    ["an empty script", '{"scripts":{"start":" "}}', 'no "start" script'],
    ["a script that is no text", '{"scripts":{"start":1}}', 'no "start" script'],
  ])("says what is wrong with %s", async (_what, text, says) => {
    if (text !== undefined) await manifest(text);
    expect(() => startCommand(folder)).toThrow(NoStartScript);
    expect(() => startCommand(folder)).toThrow(says);
  });
});
