import { type FolderStore, type Metadata, readMetadata } from "@workshop/serving/model-loader";
import { type Check, check, type Verification } from "./check.ts";
import { verifyConversion } from "./conversion.ts";
import { verifyFiles } from "./files.ts";
import { verifyGolden } from "./golden.ts";

/** Checks all that can be checked of a release without its training data; never throws. */
export async function verifyRelease(store: FolderStore, version: string): Promise<Verification> {
  let metadata: Metadata | undefined;
  const checks: Check[] = [
    await check("metadata", async () => {
      metadata = await readMetadata(store, version);
      return `${metadata.features.length} features, format ${metadata.format}`;
    }),
  ];
  if (metadata) checks.push(...(await verifyContents(store, metadata)));
  return { version, ok: checks.every(({ outcome }) => outcome !== "failed"), checks };
}

async function verifyContents(store: FolderStore, metadata: Metadata): Promise<Check[]> {
  const files = await check("files", () => verifyFiles(store, metadata));
  const contents = [
    await check("walker", () => verifyGolden(store, metadata, "walker")),
    await check("onnx", () => verifyGolden(store, metadata, "onnx")),
    await check("conversion", () => verifyConversion(store, metadata)),
  ];
  return [files, ...contents.map((each) => withoutRepetition(each, files))];
}

/** A damaged file fails every check that reads it; once is enough to say so. */
function withoutRepetition(each: Check, files: Check): Check {
  if (each.outcome !== "failed" || !files.detail.includes(each.detail)) return each;
  return { ...each, outcome: "none", detail: "not checked: a file it needs is not as released" };
}
