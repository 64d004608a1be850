/** The part of tar-stream that is used here; the package has no types of its own. */
declare module "tar-stream" {
  import type { Readable, Writable } from "node:stream";

  export interface Headers {
    name: string;
    type: string;
    size: number;
    mode?: number;
    uid?: number;
    gid?: number;
    linkname?: string | null;
    mtime?: Date;
  }

  export interface Extract extends Writable {
    on(event: string, listener: (...args: never[]) => void): this;
    on(
      event: "entry",
      listener: (header: Headers, content: Readable, next: (error?: unknown) => void) => void,
    ): this;
  }

  export function extract(): Extract;
}
