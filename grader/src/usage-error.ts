/** A command that cannot be carried out as it was typed. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Something else the user can put right; the command ends with 1. */
export class UserError extends Error {
  override readonly name = "UserError";
}
