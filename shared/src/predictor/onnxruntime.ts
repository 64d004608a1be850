import "./disable-telemetry.ts";
import * as ort from "onnxruntime-node";

/** ONNX Runtime with its telemetry off. Import the library from here only. */
export { ort };
