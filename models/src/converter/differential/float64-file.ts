import { readFile } from "node:fs/promises";

/** Reads a file of little-endian float64 numbers. */
export async function readFloat64(file: string): Promise<Float64Array> {
  const bytes = await readFile(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: bytes.length / 8 }, (_, at) => view.getFloat64(at * 8, true));
}
