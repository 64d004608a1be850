import { html, type Markup } from "../markup.ts";
import type { Scale } from "./scale.ts";

const WIDTH = 460;
const HEIGHT = 320;

/** The part of a drawing that the data fill, in its own units. */
export const AREA = { left: 58, right: WIDTH - 26, top: 56, bottom: HEIGHT - 48 } as const;

export interface Axis {
  /** Quantity and unit. */
  label: string;
  scale: Scale;
  ticks: readonly { at: number; label: string }[];
}

export interface Plot {
  /** Unique in the page. */
  id: string;
  title: string;
  /** What it shows, in words. */
  description: string;
  x: Axis;
  y: Axis;
  data: readonly Markup[];
}

/** A figure: what it shows in words, and a drawing with axes, grid and legend around its data. */
export function frame({ id, title, description, x, y, data }: Plot): Markup {
  const { left, right, top, bottom } = AREA;
  return html`<figure>
<figcaption id="${id}"><b>${title}.</b> ${description}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${id}">
${legend()}
<text class="axis" x="${left}" y="${top - 12}">${y.label}</text>
<text class="axis" x="${(left + right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${x.label}</text>
<g class="grid">${y.ticks.map(({ at }) => html`<path d="M${left} ${y.scale(at)}H${right}"/>`)}${x.ticks.map(({ at }) => html`<path d="M${x.scale(at)} ${top}V${bottom}"/>`)}</g>
${data}
<path class="frame" d="M${left} ${top}V${bottom}H${right}"/>
<g>${y.ticks.map(({ at, label }) => html`<text x="${left - 7}" y="${y.scale(at) + 4}" text-anchor="end">${label}</text>`)}</g>
<g>${x.ticks.map(({ at, label }) => html`<text x="${x.scale(at)}" y="${bottom + 18}" text-anchor="middle">${label}</text>`)}</g>
</svg>
</figure>`;
}

function legend(): Markup {
  return html`<g class="legend">
<rect class="candidate" x="${AREA.left}" y="7" width="18" height="11"/><text x="${AREA.left + 24}" y="17">submission</text>
<path class="reference" d="M${AREA.left + 130} 13h22"/><text x="${AREA.left + 158}" y="17">reference</text>
</g>`;
}
