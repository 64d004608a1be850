import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Metadata } from "@workshop/serving/model-loader";
import { z } from "zod";
import { gitCommit } from "./git-commit.ts";

const PART = "metadata.part.json";
const Part = z.looseObject({ lineage: z.looseObject({}) });

/** Turns the trainer's metadata.part.json into metadata.json: adds files, time and commit. */
export async function writeMetadata(
  folder: string,
  { env, trainedAt }: { env: NodeJS.ProcessEnv; trainedAt: string },
): Promise<Metadata> {
  const part = Part.parse(JSON.parse(await readFile(path.join(folder, PART), "utf8")));
  await rm(path.join(folder, PART));
  const metadata = Metadata.parse({
    ...part,
    trained_at: trainedAt,
    files: await listFiles(folder),
    lineage: { ...part.lineage, git_commit: await gitCommit(env) },
  });
  await writeFile(path.join(folder, "metadata.json"), `${JSON.stringify(metadata, null, 2)}\n`);
  return metadata;
}

/** The sha256 and size of every file in a folder. */
export async function listFiles(folder: string): Promise<Metadata["files"]> {
  const files: Metadata["files"] = {};
  for (const name of (await readdir(folder)).sort()) {
    const bytes = await readFile(path.join(folder, name));
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    files[name] = { sha256, bytes: bytes.length };
  }
  return files;
}
