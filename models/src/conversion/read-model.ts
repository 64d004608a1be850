import { readFile } from "node:fs/promises";
import {
  MalformedModel,
  type Model,
  parse,
  UnsupportedModel,
} from "@workshop/serving/predictor/lightgbm";
import { convert } from "../converter/index.ts";
import { UserError } from "../user-error.ts";

/** A LightGBM model: its text, what the text says, and the same as ONNX. */
export interface ReadModel {
  text: string;
  model: Model;
  onnx: Uint8Array;
  /** As LightGBM writes it, such as `binary sigmoid:1`. */
  objective: string;
}

/**
 * Reads and converts a LightGBM text model.
 * @throws UserError where it cannot be read or converted; the latter names the line.
 */
export async function readModel(file: string): Promise<ReadModel> {
  const text = await readText(file);
  try {
    const objective = /^objective=(.*)$/m.exec(text)?.[1]?.trim() ?? "custom";
    return { text, model: parse(text), onnx: convert(text), objective };
  } catch (error) {
    if (!(error instanceof MalformedModel || error instanceof UnsupportedModel)) throw error;
    throw new UserError(`${file}: ${error.message}`);
  }
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `Expected a LightGBM model in text format at ${file}, found: ${why}. Name the file that Booster.save_model wrote.`,
    );
  }
}
