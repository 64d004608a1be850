import path from "node:path";
import process from "node:process";
import { FolderStore } from "@workshop/serving/model-loader";
import { MODELS } from "../train/paths.ts";

/** The store a command works on: `--dir`, else MODEL_DIR, else `models` of this repository. */
export function modelFolder(dir: string | undefined, env: NodeJS.ProcessEnv): FolderStore {
  return new FolderStore(path.resolve(process.cwd(), dir || env.MODEL_DIR || MODELS));
}

/** For the help of every verb. */
export const DIR_HELP =
  "  --dir DIR    folder with registry.json and releases/ (default: MODEL_DIR, or models)\n" +
  "  --help       print this\n";
