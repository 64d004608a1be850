import { LIMITS } from "../../../latency/limits.ts";
import { html, type Markup } from "../markup.ts";
import { AREA } from "./frame.ts";
import type { Scale } from "./scale.ts";

/** What 99 of 100 answers are to stay below, in milliseconds. */
export const TARGET_MS = LIMITS.p99Ms;

/** The target as a line across the drawing, where milliseconds go up or to the right. */
export function limitLine(scale: Scale, direction: "x" | "y"): Markup {
  const at = scale(TARGET_MS);
  const { left, right, top, bottom } = AREA;
  const text = `target: p99 under ${TARGET_MS} ms`;
  return direction === "x"
    ? html`<path class="limit" d="M${at} ${top}V${bottom}"/><text class="limit" x="${at - 6}" y="${top + 14}" text-anchor="end">${text}</text>`
    : html`<path class="limit" d="M${left} ${at}H${right}"/><text class="limit" x="${left + 8}" y="${at - 6}">${text}</text>`;
}
