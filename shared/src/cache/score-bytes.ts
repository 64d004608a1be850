import { crc32 } from "node:zlib";

const CHECK_BYTES = 4;

/** Scores as little-endian float64 behind a CRC-32 of themselves and their key. */
export function encodeScores(key: string, scores: Float64Array): Buffer {
  const bytes = Buffer.alloc(CHECK_BYTES + 8 * scores.length);
  for (let at = 0; at < scores.length; at += 1) {
    bytes.writeDoubleLE(scores[at] ?? 0, CHECK_BYTES + 8 * at);
  }
  bytes.writeUInt32LE(checkOf(key, bytes), 0);
  return bytes;
}

/** The scores, or undefined where the bytes are not what was written under this key. */
export function decodeScores(key: string, bytes: Buffer): Float64Array | undefined {
  const count = (bytes.length - CHECK_BYTES) / 8;
  if (!(Number.isInteger(count) && count > 0)) return undefined;
  if (bytes.readUInt32LE(0) !== checkOf(key, bytes)) return undefined;
  return Float64Array.from({ length: count }, (_, at) => bytes.readDoubleLE(CHECK_BYTES + 8 * at));
}

function checkOf(key: string, bytes: Buffer): number {
  return crc32(bytes.subarray(CHECK_BYTES), crc32(key));
}
