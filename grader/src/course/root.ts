import path from "node:path";

/** The repository's root. */
export const ROOT = path.resolve(import.meta.dirname, "../../..");

/** What the grader keeps between runs; ignored by git. */
export const STATE = path.join(ROOT, ".workshop");
