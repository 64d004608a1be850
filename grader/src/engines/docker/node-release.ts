const RELEASE = /nodejs\.org\/download\/release\/v(\d+\.\d+\.\d+)\//;
const OVERLAP = 100;

/** Looks in the bytes of a program, as they come, for the release of Node.js that it is. */
export class NodeRelease {
  #tail = "";
  #version: string | undefined;

  add(chunk: Buffer): void {
    if (this.#version !== undefined) return;
    const text = this.#tail + chunk.toString("latin1");
    this.#version = RELEASE.exec(text)?.[1];
    this.#tail = text.slice(-OVERLAP);
  }

  /** "24.21.0"; undefined for what is no Node.js, or one that its distribution has built. */
  get version(): string | undefined {
    return this.#version;
  }
}
