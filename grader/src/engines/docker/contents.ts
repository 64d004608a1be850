import { createHash } from "node:crypto";
import { NodeRelease } from "./node-release.ts";

/** What is told of a file's bytes while they pass. */
export interface Contents {
  /** sha256 in hex. */
  readonly digest: string;
  /** The whole of it, where that was asked for and there was room. */
  readonly text?: string;
  /** The release of Node.js that it is. */
  readonly nodeRelease?: string;
}

const NODE = /(^|\/)node(js)?$/;

/** Passes a file's bytes on, and tells what they were once they have all been read. */
export async function* readContents(
  path: string,
  chunks: AsyncIterable<Buffer>,
  { keep, done }: { keep: boolean; done: (contents: Contents) => void },
): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  const kept: Buffer[] = [];
  const release = NODE.test(path) ? new NodeRelease() : undefined;
  for await (const chunk of chunks) {
    hash.update(chunk);
    if (keep) kept.push(chunk);
    release?.add(chunk);
    yield chunk;
  }
  done({
    digest: hash.digest("hex"),
    ...(keep && { text: Buffer.concat(kept).toString("utf8") }),
    ...(release?.version !== undefined && { nodeRelease: release.version }),
  });
}
