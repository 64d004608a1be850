import { ContractFailure } from "@workshop/serving/http-contract";
import { describe, expect, it } from "vitest";
import type { AnyCheck, Check } from "../checks/check.ts";
import type { CheckContext } from "../checks/context.ts";
import { sampleCheck } from "../testing/sample-check.ts";
import { type ContextSession, sessionFor } from "./session.ts";

const NEVER = new AbortController().signal;

function counting(log: string[]): ContextSession<{ answer: number }> {
  return {
    context: () => ({
      context: { answer: 42 },
      close: async () => void log.push("context closed"),
    }),
    output: () => ["its words"],
    close: async () => void log.push("closed"),
  };
}

describe("sessionFor", () => {
  it("gives each check the context of its own exercise, and closes it", async () => {
    const log: string[] = [];
    const check: Check<{ answer: number }> = {
      ...sampleCheck("a"),
      run: async ({ answer }) => ({ lines: [`it is ${answer}`] }),
    };
    const session = sessionFor([check], counting(log));
    await session.prepare([check], NEVER);
    const judgement = await session.judge(check, NEVER);
    expect(judgement).toEqual({
      verdict: "passed",
      evidence: { lines: ["it is 42"] },
      attempts: 1,
    });
    await session.close();
    expect(log).toEqual(["context closed", "closed"]);
    expect(session.output()).toEqual(["its words"]);
  });

  it("has no verdict where a failure may be the engine's", async () => {
    const check = sampleCheck("a", { run: () => Promise.reject(new ContractFailure("x", "y")) });
    const sound: ContextSession<CheckContext> = {
      context: () => ({ context: {} as CheckContext, close: async () => {} }),
      output: () => [],
      close: async () => {},
    };
    const missing = { reason: "the engine stopped", cure: "Start it." };
    const unsound = { ...sound, unsound: async () => missing };
    const judgedBy = (session: typeof sound) => sessionFor([check], session).judge(check, NEVER);
    expect((await judgedBy(sound)).verdict).toBe("failed");
    expect(await judgedBy(unsound)).toEqual({ verdict: "not run", ...missing, attempts: 1 });
  });

  it("adds to a failure what the files say of it", async () => {
    const fails = (received: string) => () => Promise.reject(new ContractFailure("x", received));
    const check: Check<{ answer: number }> = {
      ...sampleCheck("a"),
      run: fails("root"),
      fromFiles: fails("line 3: USER root"),
    };
    const judgedBy = (each: typeof check) => sessionFor([each], counting([])).judge(each, NEVER);
    expect(await judgedBy(check)).toMatchObject({
      received: "root",
      evidence: { lines: ["in the files: line 3: USER root"] },
    });
    const silent = { ...check, fromFiles: async () => undefined };
    expect(await judgedBy(silent)).not.toHaveProperty("evidence");
    const passes = { ...check, run: async () => undefined };
    expect(await judgedBy(passes)).toEqual({ verdict: "passed", attempts: 1 });
  });

  it("judges by the files where an engine is missing, and a check can", async () => {
    const missing = { reason: "no engine", cure: "Start it." };
    const check: Check<{ answer: number }> = {
      ...sampleCheck("a"),
      run: () => Promise.reject(new Error("there is no engine")),
      fromFiles: async () => ({ lines: ["line 3"] }),
    };
    const session = sessionFor([check, { ...sampleCheck("b"), run: check.run }], counting([]));
    expect(await session.judge(check, NEVER, missing)).toEqual({
      verdict: "passed",
      evidence: { lines: ["told from the files alone: no engine", "line 3"] },
      attempts: 1,
    });
    expect(await session.judge(sampleCheck("b"), NEVER, missing)).toMatchObject({
      verdict: "not run",
      ...missing,
    });
  });

  it("runs no check of another exercise", async () => {
    const stranger: AnyCheck = sampleCheck("b");
    await expect(sessionFor([], counting([])).judge(stranger, NEVER)).rejects.toThrow(
      "The check b belongs to another exercise.",
    );
  });
});
