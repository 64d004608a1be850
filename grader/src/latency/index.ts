export * from "./limits.ts";
export * from "./measure.ts";
export type { Party, Round, RoundPair } from "./round.ts";
export type { LatencyShape } from "./shape.ts";
