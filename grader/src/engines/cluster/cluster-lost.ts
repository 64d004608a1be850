import { NotRun } from "../../checks/undecided.ts";
import { ApiRefusal } from "./api-refusal.ts";

/** The cluster does not answer any more. Costs no points. */
export class ClusterLost extends NotRun {
  constructor(context: string, why: string) {
    super(
      `The cluster ${context} stopped answering (${why})`,
      `See that kubectl --context ${context} get nodes answers, then grade again.`,
    );
  }
}

/** Whether the error is of the connection, and not the API server's own words. */
export function connectionTrouble(error: unknown): string | undefined {
  if (error instanceof ApiRefusal) return undefined;
  const { name, code, message, cause } = error as Error & { code?: unknown; cause?: unknown };
  if (name === "TimeoutError" || code === "ABORT_ERR") {
    const { name: why } = (cause ?? {}) as { name?: string };
    return name === "TimeoutError" || why === "TimeoutError" ? "no answer in time" : undefined;
  }
  if (typeof code === "string" && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  return message === "socket hang up" ? message : undefined;
}
