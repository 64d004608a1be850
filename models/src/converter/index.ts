export { MalformedModel, UnsupportedModel } from "@workshop/serving/predictor/lightgbm";
export { convert } from "./convert.ts";
