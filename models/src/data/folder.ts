import path from "node:path";
import { MODELS } from "../train/paths.ts";

/** Where `npm run data -- ml-100k.zip` puts the data; git ignores it. */
export const DATA_FOLDER = path.resolve(MODELS, "../.workshop/data/ml-100k");

/** The folder of MovieLens 100k: the one given, else WORKSHOP_DATA, else {@link DATA_FOLDER}. */
export function dataFolder(given: string | undefined, env: NodeJS.ProcessEnv): string {
  return path.resolve(given || env.WORKSHOP_DATA || DATA_FOLDER);
}
