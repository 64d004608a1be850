/**
 * Why a model could not be loaded.
 * - `missing`: no such version, alias or file
 * - `unreadable`: it is there but cannot be read (permissions, a folder in place of a file)
 * - `corrupt`: the bytes are not those that were released
 * - `wrong-schema`: the bytes are right, but metadata, graph and golden answers disagree
 * - `unsupported`: a format, objective or store that this version does not know
 */
export type ModelLoadReason = "missing" | "unreadable" | "corrupt" | "wrong-schema" | "unsupported";

/** A model that cannot be served. `message` says what was expected, what was found and what to do. */
export class ModelLoadError extends Error {
  override readonly name = "ModelLoadError";
  readonly reason: ModelLoadReason;

  constructor(reason: ModelLoadReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
