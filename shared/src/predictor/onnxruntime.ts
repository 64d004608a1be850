import "./disable-telemetry.ts";
// biome-ignore lint/style/noRestrictedImports: this is the one module that may, right after the switch
import * as ort from "onnxruntime-node";

/** ONNX Runtime with its telemetry off. Import the library from here only. */
export { ort };
