import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { copyModels, type ModelFolder } from "../testing/model-folder.ts";
import { FolderStore } from "./folder-store.ts";
import { ModelLoadError } from "./load-error.ts";

let models: ModelFolder;
let store: FolderStore;

beforeEach(async () => {
  models = await copyModels();
  store = new FolderStore(models.folder);
});

afterEach(() => models[Symbol.asyncDispose]());

async function refusal(attempt: Promise<unknown>): Promise<ModelLoadError> {
  const error = await attempt.then(
    () => expect.fail("was read"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ModelLoadError);
  return error as ModelLoadError;
}

/** Runs as somebody whom permissions bind, which root is not. */
async function unprivileged<T>(action: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return action();
  process.seteuid?.(65_534);
  try {
    return await action();
  } finally {
    process.seteuid?.(0);
  }
}

describe("FolderStore", () => {
  it("lists versions by semver and leaves other folders out", async () => {
    for (const name of ["v1.10.0", "v1.9.0", ".v3.0.0-x", "v1", "v01.0.0", "drafts"]) {
      await mkdir(models.path(name, ""));
    }
    expect(await store.versions()).toEqual(["v1.0.0", "v1.1.0", "v1.9.0", "v1.10.0"]);
  });

  it("resolves the aliases of registry.json as it is now", async () => {
    await models.registry(() =>
      JSON.stringify({ format: 1, aliases: { champion: "v1.0.0" }, history: [] }),
    );
    expect(await store.resolve("champion")).toBe("v1.0.0");
    await models.registry((text) => text.replace("v1.0.0", "v1.1.0"));
    expect(await store.resolve("champion")).toBe("v1.1.0");
  });

  it("reads the bytes of a file", async () => {
    const bytes = await store.read("v1.1.0", "model.txt");
    expect(Buffer.from(bytes).toString("utf8")).toMatch(/^tree\nversion=v4\n/);
  });

  it("names what a release holds where a file is missing", async () => {
    const error = await refusal(store.read("v1.1.0", "modle.txt"));
    expect(error.reason).toBe("missing");
    expect(error.message).toMatch(
      /The release holds .*golden\.json, .*The nearest is model\.txt\./,
    );
  });

  it("says that a release is missing rather than its file", async () => {
    const error = await refusal(store.read("v7.0.0", "model.txt"));
    expect(error.reason).toBe("missing");
    expect(error.message).toContain("has no release v7.0.0");
  });

  it.each([
    ["v1.1.0", "../v1.0.0/model.txt"],
    ["v1.1.0", "..\\v1.0.0\\model.txt"],
    ["v1.1.0", "/etc/hostname"],
    ["v1.1.0", "C:model.txt"],
    ["v1.1.0", ".."],
    ["v1.1.0", ""],
    ["v1.1.0", "model.txt\0.png"],
    ["v1.1.0/../v1.0.0", "model.txt"],
    ["..", "registry.json"],
    ["v1.1.0\n", "model.txt"],
    ["", "registry.json"],
  ])("lets no name lead out of the release: %j %j", async (version, file) => {
    expect((await refusal(store.read(version, file))).reason).toBe("missing");
  });

  it("tells a folder without releases from an empty one", async () => {
    await rm(path.join(models.folder, "releases"), { recursive: true });
    expect((await refusal(store.resolve("champion"))).message).toContain("has no folder releases");
    await mkdir(path.join(models.folder, "releases"));
    expect((await refusal(store.resolve("champion"))).message).toContain("holds no release");
  });

  it("needs registry.json for an alias only", async () => {
    await rm(path.join(models.folder, "registry.json"));
    const error = await refusal(store.resolve("champion"));
    expect(error.reason).toBe("missing");
    expect(error.message).toContain("has no registry.json");
    expect(await store.resolve("v1.0.0")).toBe("v1.0.0");
  });

  it("calls a half-written registry.json corrupt", async () => {
    await models.registry((text) => text.slice(0, 40));
    expect((await refusal(store.resolve("champion"))).reason).toBe("corrupt");
  });

  it.each(["registry.json", "releases"])("calls %s of the wrong kind unreadable", async (name) => {
    const at = path.join(models.folder, name);
    await rm(at, { recursive: true });
    if (name === "releases") await writeFile(at, "a file");
    else await mkdir(at);
    const error = await refusal(store.resolve("champion"));
    expect(error.reason).toBe("unreadable");
    expect(error.message).toMatch(/is there but cannot be read: E(ISDIR|NOTDIR)/);
  });

  it("calls a file in place of a release unreadable", async () => {
    await rm(models.path("v1.1.0", ""), { recursive: true });
    await writeFile(path.join(models.folder, "releases", "v1.1.0"), "a file");
    const version = await store.resolve("champion");
    expect((await refusal(store.read(version, "metadata.json"))).reason).toBe("unreadable");
  });

  it("calls a release that it may not enter unreadable", async (context) => {
    if (process.platform === "win32") context.skip("not run: Windows has no such permissions");
    await chmod(models.folder, 0o755);
    await chmod(models.path("v1.1.0", ""), 0);
    const error = await refusal(unprivileged(() => store.read("v1.1.0", "model.txt")));
    expect(error.reason).toBe("unreadable");
    expect(error.message).toContain("EACCES");
    await chmod(models.path("v1.1.0", ""), 0o755);
  });
});
