export * from "./config/index.ts";
export * from "./core/index.ts";
export * from "./errors/index.ts";
export * from "./http/index.ts";
export * from "./lifecycle/index.ts";
export * from "./logging/index.ts";
export * from "./model-loader/index.ts";
export * from "./prediction/index.ts";
