import { randomUUID } from "node:crypto";

const ACCEPTABLE = /^[A-Za-z0-9_.:-]{1,128}$/;

/** The caller's x-request-id where it is harmless to log and echo, else a new UUID. */
export function requestId(header: string | string[] | undefined): string {
  return typeof header === "string" && ACCEPTABLE.test(header) ? header : randomUUID();
}
