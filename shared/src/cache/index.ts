export * from "./cached-scores.ts";
export * from "./prediction-cache.ts";
export * from "./redis-cache.ts";
export * from "./row-keys.ts";
