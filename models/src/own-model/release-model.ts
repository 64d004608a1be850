import { existsSync } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { Metadata } from "@workshop/serving/model-loader";
import { readModel } from "../conversion/read-model.ts";
import { listFiles } from "../train/metadata-file.ts";
import { writeRelease } from "../train/release-folder.ts";
import { UserError } from "../user-error.ts";
import { describeModel } from "./describe-model.ts";

/**
 * Writes the release of somebody's own model.txt into `folder`, as a whole or not at all.
 * @throws UserError where the model cannot be read, or the release is there.
 */
export async function releaseModel(
  file: string,
  folder: string,
  { name, version }: { name: string; version: string },
): Promise<Metadata> {
  if (existsSync(folder)) {
    throw new UserError(
      `Expected no release at ${folder}, found one: released versions do not change, so choose another --version.`,
    );
  }
  const model = await readModel(file);
  const { mtime } = await stat(file);
  const described = describeModel(model, { name, version, writtenAt: mtime });
  let metadata: Metadata | undefined;
  await writeRelease(folder, async (built) => {
    await writeFile(path.join(built, "model.txt"), model.text);
    await writeFile(path.join(built, "model.onnx"), model.onnx);
    metadata = Metadata.parse({ ...described, files: await listFiles(built) });
    await writeFile(path.join(built, "metadata.json"), `${JSON.stringify(metadata, null, 2)}\n`);
  });
  if (!metadata) throw new Error("the release was not written");
  return metadata;
}
