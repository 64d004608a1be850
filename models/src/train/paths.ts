import path from "node:path";

/** The workspace `models`; Python finds the package `training` from here. */
export const MODELS = path.resolve(import.meta.dirname, "../..");
export const TRAINING = path.join(MODELS, "training");
export const RELEASES = path.join(MODELS, "releases");
