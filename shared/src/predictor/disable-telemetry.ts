/**
 * ONNX Runtime's Linux library uploads usage data and keeps a device id in the home folder unless
 * this is set before the library loads. Node writes through to the C environment from the main
 * thread only, so a worker thread inherits the switch rather than sets it.
 */
process.env.ORT_DISABLE_TELEMETRY = "1";
