export { createSnapshot } from "./create-snapshot.ts";
export * from "./extractor.ts";
export * from "./feature-store.ts";
export * from "./movielens.ts";
export { openFeatureStore } from "./open-feature-store.ts";
export type { Tables } from "./snapshot-format.ts";
export type { Extracted } from "./unknown-outcomes.ts";
