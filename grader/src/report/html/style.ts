import { readFileSync } from "node:fs";
import path from "node:path";
import { Markup } from "./markup.ts";

/** In this order: what comes later counts where both speak of the same thing. */
const SHEETS = ["page", "score", "steps", "checks", "plots", "narrow", "print"] as const;

/** The page's style, as one sheet. */
export const STYLE = new Markup(
  SHEETS.map((name) =>
    readFileSync(path.join(import.meta.dirname, "style", `${name}.css`), "utf8"),
  ).join("\n"),
);
