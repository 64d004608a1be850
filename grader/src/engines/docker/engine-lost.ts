import { NotRun } from "../../checks/undecided.ts";

const CURE = "See that docker version answers, then grade again.";

/** Docker's engine does not answer any more. Costs no points. */
export class EngineLost extends NotRun {
  constructor(why: string) {
    super(`Docker's engine stopped answering (${why})`, CURE);
  }
}

const GONE = new Set(["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT"]);

/**
 * Waits for the engine's answer to one call.
 * @throws EngineLost where there is no engine; what the engine itself says stays as it is.
 */
export async function answerOf<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    const { code, statusCode, message } = error as {
      code?: string;
      statusCode?: number;
      message?: string;
    };
    const lost = statusCode === undefined && code !== undefined && GONE.has(code);
    if (lost || message === "socket hang up") throw new EngineLost(code ?? "socket hang up");
    throw error;
  }
}

/** Whether words of the docker command say that there is no engine. */
export function saysNoEngine(text: string): boolean {
  return /cannot connect to the docker daemon|is the docker daemon running|error reading from server: EOF|transport is closing|error during connect|docker\.sock: (no such file|connect)/i.test(
    text,
  );
}
