import { stripVTControlCharacters } from "node:util";

/** Text that may stand in a page as it is: what `html` made, or a constant of ours. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Piece = Markup | string | number | false | undefined | readonly Piece[];

/**
 * A template of HTML or SVG. Strings put into it are escaped, for text and for quoted attributes
 * alike; numbers come with at most two decimals; false and undefined leave nothing.
 */
export function html(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return new Markup(String.raw({ raw: strings }, ...pieces.map(text)));
}

function text(piece: Piece): string {
  if (piece === undefined || piece === false) return "";
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === "number") return String(Number(piece.toFixed(2)));
  if (typeof piece === "string") return escapeText(piece);
  return piece.map(text).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeText(value: string): string {
  return visible(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/**
 * Drops terminal colours and writes out what would be invisible or turn the text around; line
 * ends, tabs and the joiner within emoji stay.
 */
function visible(value: string): string {
  return stripVTControlCharacters(value)
    .replaceAll("\r\n", "\n")
    .toWellFormed()
    .replace(/(?![\n\t\u200d])[\p{Cc}\p{Cf}]/gu, (character) => {
      const point = character.codePointAt(0) ?? 0;
      return `\\u{${point.toString(16)}}`;
    });
}
