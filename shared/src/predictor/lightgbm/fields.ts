import { MalformedModel, quote, UnsupportedModel } from "./errors.ts";

export interface Field {
  line: number;
  key: string;
  value: string;
}

/** The `key=value` lines of the header or of one tree. */
export class Fields {
  /** Line that starts the section; missing keys are reported there. */
  readonly line: number;
  readonly #where: string;
  readonly #known: ReadonlySet<string>;
  readonly #fields = new Map<string, Field>();

  constructor(line: number, where: string, known: ReadonlySet<string>) {
    this.line = line;
    this.#where = where;
    this.#known = known;
  }

  /** @throws MalformedModel for a key that is there twice, UnsupportedModel for an unknown one. */
  add(line: number, text: string): void {
    const equals = text.indexOf("=");
    const key = equals < 0 ? text : text.slice(0, equals);
    if (!this.#known.has(key)) {
      if (equals < 0) throw new MalformedModel(line, "key=value", quote(text));
      throw new UnsupportedModel(line, `the key ${quote(key)}`, [...this.#known].join(", "));
    }
    if (this.#fields.has(key)) throw new MalformedModel(line, `${key} once`, "it again");
    this.#fields.set(key, { line, key, value: equals < 0 ? "" : text.slice(equals + 1).trim() });
  }

  find(key: string): Field | undefined {
    return this.#fields.get(key);
  }

  /** @throws MalformedModel where the section has no such key. */
  get(key: string): Field {
    const field = this.#fields.get(key);
    if (!field) throw new MalformedModel(this.line, `${key}= in ${this.#where}`, "none");
    return field;
  }
}
