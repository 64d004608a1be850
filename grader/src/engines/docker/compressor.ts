import { once } from "node:events";
import { createGzip } from "node:zlib";

/** Measures what bytes take when they are compressed as a registry keeps them. */
export interface Compressor {
  add(chunk: Buffer): Promise<void>;
  /** Bytes. */
  end(): Promise<number>;
}

export function compressor(): Compressor {
  const gzip = createGzip();
  let bytes = 0;
  gzip.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
  });
  return {
    async add(chunk) {
      if (!gzip.write(chunk)) await once(gzip, "drain");
    },
    async end() {
      const ended = once(gzip, "end");
      gzip.end();
      await ended;
      return bytes;
    },
  };
}
