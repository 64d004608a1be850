const QUIET_MS = 1000;
const PLAIN_MS = 5000;

/**
 * Says on stderr what is going on: one line that rewrites itself in a terminal, a plain line every
 * five seconds elsewhere. Nothing appears in the first second.
 */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  readonly #start = performance.now();
  #text = "";
  #shown = false;
  #last = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
    this.#timer = setInterval(() => this.#draw(), 200).unref();
  }

  say(text: string): void {
    this.#text = text;
  }

  /** Takes the line away, so that other output can stand there. */
  clear(): void {
    if (this.#shown && this.#stream.isTTY) this.#stream.write("\r\x1b[K");
    this.#shown = false;
  }

  /** Takes the line away for good. */
  end(): void {
    clearInterval(this.#timer);
    this.clear();
  }

  #draw(): void {
    const now = performance.now();
    if (!this.#text || now - this.#start < QUIET_MS) return;
    const seconds = Math.round((now - this.#start) / 1000);
    if (this.#stream.isTTY) {
      const line = `${seconds} s  ${this.#text}`.slice(0, (this.#stream.columns || 80) - 1);
      this.#stream.write(`\r\x1b[K${line}`);
      this.#shown = true;
    } else if (now - this.#last >= PLAIN_MS && now - this.#start >= PLAIN_MS) {
      this.#stream.write(`${seconds} s  ${this.#text}\n`);
      this.#last = now;
    }
  }
}
