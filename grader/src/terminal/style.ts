import { styleText } from "node:util";
import type { Verdict } from "../verdict/verdict.ts";

type Format = Parameters<typeof styleText>[0];

const FORMATS: Record<Verdict, Format> = {
  passed: "green",
  failed: ["bold", "red"],
  skipped: "dim",
  "not run": "yellow",
  inconclusive: "yellow",
  "grader fault": "magenta",
};

/** How text is emphasised; without colours every piece of it reads the same. */
export interface Style {
  readonly width: number;
  strong(text: string): string;
  faint(text: string): string;
  verdict(verdict: Verdict, text?: string): string;
}

/** Plain text of a fixed width: for files, pipes and snapshots. */
export function plainStyle(width = 100): Style {
  const same = (text: string) => text;
  return { width, strong: same, faint: same, verdict: (verdict, text = verdict) => text };
}

/** The style of a terminal stream: its width, colours unless NO_COLOR is set or it is no terminal. */
export function styleOf(stream: NodeJS.WriteStream): Style {
  const colours = stream.isTTY && !process.env.NO_COLOR;
  const width = stream.isTTY ? Math.max(40, Math.min(stream.columns || 100, 120)) : 100;
  if (!colours) return plainStyle(width);
  const paint = (format: Format, text: string) =>
    styleText(format, text, { validateStream: false });
  return {
    width,
    strong: (text) => paint("bold", text),
    faint: (text) => paint("dim", text),
    verdict: (verdict, text = verdict) => paint(FORMATS[verdict], text),
  };
}
