import {
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from "hdr-histogram-js";
import type { OpenLoopOptions, OpenLoopResult } from "./open-loop.ts";
import type { PeakOptions, PeakResult } from "./peak.ts";

type HistogramName = "latency" | "refused" | "lateness";

/** Open-loop options as they travel to the client's process: bodies are made beforehand. */
export type PackedOptions = Omit<OpenLoopOptions, "body"> & { body: string | readonly string[] };
/** Its result as it travels back: histograms as text. */
export type PackedResult = Omit<OpenLoopResult, HistogramName> & Record<HistogramName, string>;

export type LoadOrder = { openLoop: PackedOptions } | { peak: PeakOptions };
export type LoadAnswer = { openLoop: PackedResult } | { peak: PeakResult } | { error: string };

export function packOptions({ body = "", ...rest }: OpenLoopOptions): PackedOptions {
  if (typeof body === "string") return { ...rest, body };
  const total = Math.round(rest.rate * rest.seconds);
  return { ...rest, body: Array.from({ length: total }, (_, index) => body(index)) };
}

export function unpackOptions({ body, ...rest }: PackedOptions): OpenLoopOptions {
  return { ...rest, body: typeof body === "string" ? body : (index) => body[index] ?? "" };
}

export function packResult(result: OpenLoopResult): PackedResult {
  const text = (histogram: Histogram) => encodeIntoCompressedBase64(histogram);
  const { latency, refused, lateness } = result;
  return { ...result, latency: text(latency), refused: text(refused), lateness: text(lateness) };
}

export function unpackResult(packed: PackedResult): OpenLoopResult {
  const histogram = (text: string) => decodeFromCompressedBase64(text);
  const { latency, refused, lateness } = packed;
  return {
    ...packed,
    latency: histogram(latency),
    refused: histogram(refused),
    lateness: histogram(lateness),
  };
}
