import { type Metadata, type ModelStore, readVerified } from "@workshop/serving/model-loader";
import { convert } from "../converter/index.ts";

/**
 * model.onnx is what the converter makes of model.txt, byte for byte.
 * @throws Error saying where they part.
 */
export async function verifyConversion(
  store: ModelStore,
  metadata: Metadata,
): Promise<string | { none: string }> {
  for (const file of ["model.txt", "model.onnx"]) {
    if (!metadata.files[file]) return { none: `the release has no ${file}` };
  }
  const text = Buffer.from(await readVerified(store, metadata, "model.txt")).toString("utf8");
  const expected = convert(text);
  const found = await readVerified(store, metadata, "model.onnx");
  if (Buffer.compare(expected, found) !== 0) {
    const at = expected.findIndex((byte, index) => byte !== found[index]);
    throw new Error(
      `model.onnx is not what the converter makes of model.txt: expected ${expected.length} bytes, ` +
        `found ${found.length}; they part at byte ${at === -1 ? expected.length : at}. Release it anew.`,
    );
  }
  return "model.onnx is model.txt, converted, byte for byte";
}
