import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { copyModels } from "@workshop/serving/testing";
import { expect, it } from "vitest";
import { COMMANDS } from "./commands/index.ts";
import { runModels } from "./testing/run-models.ts";
import { MODELS, RELEASES } from "./train/paths.ts";

const readme = await readFile(path.join(MODELS, "README.md"), "utf8");
const shown = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block]) =>
  (block ?? "").trim().split("\n"),
);
const commands = shown.flatMap((line) => {
  const words = /^npm run (?:--silent )?models -- (.*)$/.exec(line)?.[1];
  return words ? [words.split(" ")] : [];
});

it("the README's commands run as they are shown, one after the other", async () => {
  expect(commands.length).toBeGreaterThan(9);
  await using models = await copyModels();
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-readme-"));
  const before = process.cwd();
  try {
    await cp(path.join(RELEASES, "v1.1.0", "model.txt"), path.join(folder, "my-model.txt"));
    process.chdir(folder);
    for (const argv of commands) {
      const { code, err } = await runModels(argv, { MODEL_DIR: models.folder });
      expect({ argv, code, err }).toEqual({ argv, code: 0, err: "" });
    }
    expect((await readdir(folder)).sort()).toEqual(["my-model.onnx", "my-model.txt", "my-models"]);
  } finally {
    process.chdir(before);
    await rm(folder, { recursive: true, force: true });
  }
});

it("the README shows every command that works on releases", () => {
  const verbs = new Set(commands.map(([verb]) => verb));
  const others = ["train", "snapshot", "data"];
  expect([...verbs].sort()).toEqual(
    Object.keys(COMMANDS)
      .filter((verb) => !others.includes(verb))
      .sort(),
  );
});
