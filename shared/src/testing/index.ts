export * from "./model-folder.ts";
export * from "./require-engine.ts";
