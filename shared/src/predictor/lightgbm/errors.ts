/** A file that is not LightGBM's text format, or no longer is. The message names the line. */
export class MalformedModel extends Error {
  override readonly name = "MalformedModel";
  /** Counted from 1. */
  readonly line: number;

  constructor(line: number, expected: string, found: string) {
    super(
      `Line ${line}: expected ${expected}, found ${found}: ` +
        "the file is damaged or not a LightGBM model; write it again with Booster.save_model.",
    );
    this.line = line;
  }
}

/** A sound LightGBM model that uses something this reader does not know. The message names it. */
export class UnsupportedModel extends Error {
  override readonly name = "UnsupportedModel";
  /** Counted from 1. */
  readonly line: number;

  constructor(line: number, what: string, supported: string) {
    super(`Line ${line}: ${what} is not supported; supported: ${supported}.`);
    this.line = line;
  }
}

const LONGEST_QUOTE = 40;

/** A piece of the file, fit for a message: short, and with its control characters escaped. */
export function quote(text: string): string {
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
}
