import process from "node:process";
import type { TestContext } from "vitest";

/** Skips a test that cannot run here, or fails it where WORKSHOP_REQUIRE names what is missing. */
export function notRun(ctx: TestContext, what: "python" | "data", needs: string): never {
  const required = (process.env.WORKSHOP_REQUIRE ?? "").split(/[\s,]+/);
  if (required.includes(what)) throw new Error(`WORKSHOP_REQUIRE has ${what}: needs ${needs}`);
  return ctx.skip(`not run: needs ${needs}`);
}
