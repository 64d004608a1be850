export * from "./shutdown.ts";
