import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { newRunId } from "../engines/docker/run-id.ts";
import { freshStages } from "./fresh-stages.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-fresh-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("names stages in a copy outside the context, with the ignore file beside it", async () => {
  const text = "FROM node:24\nRUN npm ci\nFROM scratch\nCOPY a /\n";
  await writeFile(path.join(folder, "Dockerfile"), text);
  await writeFile(path.join(folder, "Dockerfile.dockerignore"), "**\n");
  const { options, folder: made = "" } = await freshStages(newRunId(), folder);
  try {
    expect(options.noCacheStages).toEqual(["stage-1"]);
    expect(path.dirname(options.dockerfile ?? "")).toBe(made);
    expect(await readFile(`${options.dockerfile}`, "utf8")).toContain("FROM scratch AS stage-1");
    expect(await readFile(`${options.dockerfile}.dockerignore`, "utf8")).toBe("**\n");
    expect(await readFile(path.join(folder, "Dockerfile"), "utf8")).toBe(text);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
});

it("builds all anew where every stage installs", async () => {
  await mkdir(path.join(folder, "empty"));
  expect(await freshStages(newRunId(), path.join(folder, "empty"))).toEqual({
    options: { noCache: true },
  });
});
