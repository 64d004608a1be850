import type { Readable } from "node:stream";

const KEPT_LINES = 50;
const LINE_LENGTH = 2000;

/** Keeps the last 50 lines of streams, whatever they pour out. */
export class OutputTail {
  readonly #lines: string[] = [];

  /** Reads a stream to its end, keeping pace with it. */
  follow(stream: Readable): void {
    let rest = "";
    stream.setEncoding("utf8");
    stream.on("data", (chunk: string) => {
      const end = chunk.lastIndexOf("\n");
      if (end >= 0) this.#addLast(rest + chunk.slice(0, end));
      rest = ((end < 0 ? rest : "") + chunk.slice(end + 1)).slice(0, LINE_LENGTH);
    });
    stream.on("end", () => {
      if (rest) this.#add(rest);
    });
    stream.on("error", () => {});
  }

  get lines(): string[] {
    return [...this.#lines];
  }

  /** Adds the last lines of a text, without a look at the others. */
  #addLast(text: string): void {
    let start = text.length + 1;
    for (let lines = 0; lines < KEPT_LINES && start > 0; lines += 1) {
      start = start === 1 ? 0 : text.lastIndexOf("\n", start - 2) + 1;
    }
    for (const line of text.slice(start).split("\n")) this.#add(line);
  }

  #add(line: string): void {
    this.#lines.push(line.slice(0, LINE_LENGTH));
    if (this.#lines.length > KEPT_LINES) this.#lines.shift();
  }
}
