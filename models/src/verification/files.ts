import {
  type FolderStore,
  type Metadata,
  ModelLoadError,
  readVerified,
} from "@workshop/serving/model-loader";

/**
 * Every listed file has the size and sha256 it was released with, and no other file is there.
 * @returns what was found.
 * @throws Error naming every file that is not so.
 */
export async function verifyFiles(store: FolderStore, metadata: Metadata): Promise<string> {
  const { version, files } = metadata;
  const problems: string[] = [];
  for (const [name, { bytes }] of Object.entries(files)) {
    try {
      const found = await readVerified(store, metadata, name);
      if (found.length !== bytes) {
        problems.push(`${name}: metadata.json lists ${bytes} bytes, it has ${found.length}.`);
      }
    } catch (error) {
      if (!(error instanceof ModelLoadError)) throw error;
      problems.push(error.message);
    }
  }
  const unlisted = (await store.files(version)).filter(
    (name) => name !== "metadata.json" && !name.startsWith(".") && !Object.hasOwn(files, name),
  );
  if (unlisted.length > 0) {
    problems.push(
      `metadata.json does not list ${unlisted.join(", ")}. Remove what is not released.`,
    );
  }
  if (!files["model.txt"] && !files["model.onnx"]) {
    problems.push("Neither model.txt nor model.onnx is listed. Release at least one.");
  }
  if (problems.length > 0) throw new Error(problems.join(" "));
  return `${Object.keys(files).length} files, every sha256 as released`;
}
