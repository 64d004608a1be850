export * from "./client.ts";
export * from "./open-loop.ts";
export * from "./peak.ts";
