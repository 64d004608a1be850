import { randomBytes } from "node:crypto";

/** A name that no other has, and that tells what it is for. */
export function nameFor(what: string, service: string): string {
  return `${what}-${randomBytes(2).toString("hex")}-${service}`.slice(0, 63).replace(/-+$/, "");
}
