export * from "./admission.ts";
export * from "./batcher.ts";
export * from "./engine.ts";
export * from "./onnx-engine.ts";
export * from "./walker-engine.ts";
