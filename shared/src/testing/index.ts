export * from "./local-server.ts";
export * from "./model-folder.ts";
export * from "./require-engine.ts";
