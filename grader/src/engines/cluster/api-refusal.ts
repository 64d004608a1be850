/** What the API server answers where it does not do what it is asked. */
export interface Status {
  readonly message?: string;
  readonly reason?: string;
  readonly details?: {
    readonly causes?: readonly { readonly field?: string; readonly message?: string }[];
  };
}

/** The API server answered, and refused. */
export class ApiRefusal extends Error {
  override readonly name = "ApiRefusal";
  /** The HTTP status. */
  readonly status: number;
  /** A word for programs: NotFound, Invalid, Forbidden, … */
  readonly reason: string;
  /** The fields it objects to, such as spec.selector, where it names any. */
  readonly causes: readonly { readonly field?: string; readonly message?: string }[];

  constructor(status: number, text: string) {
    const { message, reason, details } = read(text);
    super(message ?? (text.trim() || `status ${status}`));
    this.status = status;
    this.reason = reason ?? "";
    this.causes = details?.causes ?? [];
  }
}

function read(text: string): Status {
  try {
    return JSON.parse(text) as Status;
  } catch {
    return {};
  }
}

/** Takes undefined for an answer where the object is not there. */
export function unlessGone(error: unknown): undefined {
  if (error instanceof ApiRefusal && error.status === 404) return undefined;
  throw error;
}
