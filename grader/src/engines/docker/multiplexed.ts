import { once } from "node:events";
import { PassThrough } from "node:stream";
import type Docker from "dockerode";

const KEPT = 1_000_000;

/** Reads a stream in which the engine has put stdout and stderr together; a megabyte of each. */
export async function collected(
  modem: Docker["modem"],
  stream: NodeJS.ReadableStream,
): Promise<{ stdout: string; stderr: string }> {
  const [stdout, stderr] = [keep(), keep()];
  modem.demuxStream(stream, stdout.stream, stderr.stream);
  await Promise.race([once(stream, "end"), once(stream, "close")]);
  return { stdout: stdout.text(), stderr: stderr.text() };
}

/** The same of what the engine sent in one piece. */
export function separated(bytes: Buffer): string {
  const parts: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at + 4);
    parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 8 + length;
  }
  return Buffer.concat(parts).toString("utf8");
}

function keep() {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  let length = 0;
  stream.on("data", (chunk: Buffer) => {
    if (length < KEPT) chunks.push(chunk);
    length += chunk.length;
  });
  return { stream, text: () => Buffer.concat(chunks).toString("utf8").slice(0, KEPT) };
}
