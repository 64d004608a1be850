import { randomUUID } from "node:crypto";

/** The caller's id where it is harmless to log and to send back, else a new one. */
export function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === "string" && /^[\w.:-]{1,128}$/.test(header) ? header : randomUUID();
}
