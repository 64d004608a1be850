/** Something the user can put right: the message says what was expected, what was found, what to do. */
export class UserError extends Error {
  override readonly name = "UserError";

  /** 2 for a wrong command line, 1 for everything else. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
