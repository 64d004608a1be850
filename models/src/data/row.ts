import { UserError } from "../user-error.ts";

/** One line of a MovieLens table; a field that is not as published is refused with its place. */
export class Row {
  readonly #fields: string[];
  readonly #place: string;

  constructor(line: string, separator: string, place: string) {
    this.#fields = line.split(separator);
    this.#place = place;
  }

  text(field: number): string {
    return this.#fields[field] ?? "";
  }

  /** A whole number within [from, to]. */
  whole(field: number, from: number, to: number): number {
    const text = this.text(field);
    const value = Number(text);
    return /^\d+$/.test(text) && value >= from && value <= to
      ? value
      : this.#refuse(field, `a whole number from ${from} to ${to}`);
  }

  /** The index of a category. */
  category(field: number, categories: readonly string[]): number {
    const index = categories.indexOf(this.text(field));
    return index >= 0 ? index : this.#refuse(field, `one of ${categories.join(", ")}`);
  }

  /** The year of a date such as 01-Jan-1995, or undefined where there is none. */
  year(field: number): number | undefined {
    const date = this.text(field);
    if (date === "") return undefined;
    const year = /^\d{1,2}-[A-Z][a-z]{2}-(\d{4})$/.exec(date)?.[1];
    return year ? Number(year) : this.#refuse(field, "a date such as 01-Jan-1995");
  }

  /** `count` fields of 0 or 1 as the bits of a number, the first being bit 0. */
  bits(field: number, count: number): number {
    let bits = 0;
    for (let bit = 0; bit < count; bit += 1) bits |= this.whole(field + bit, 0, 1) << bit;
    return bits;
  }

  #refuse(field: number, expected: string): never {
    throw new UserError(
      `Expected ${expected} in field ${field + 1} of ${this.#place}, found "${this.text(field)}": ` +
        "it is not a table of MovieLens 100k.",
    );
  }
}

/** The lines of a table as rows. */
export function rowsOf(bytes: Buffer, separator: string, file: string): Row[] {
  const lines = bytes.toString("latin1").split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line, index) => new Row(line, separator, `line ${index + 1} of ${file}`));
}
