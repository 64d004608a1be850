import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import type { Check } from "../checks/check.ts";
import { sampleCheck as check } from "../testing/sample-check.ts";
import type { Judgement } from "./judge.ts";
import { runChecks } from "./run-checks.ts";
import type { Verdict } from "./verdict.ts";

const MISSING: Judgement = {
  verdict: "not run",
  reason: "no engine",
  cure: "Get one.",
  attempts: 0,
};

async function run(checks: readonly Check[], verdicts: Record<string, Verdict> = {}) {
  let now = 0;
  let most = 0;
  const order: string[] = [];
  const beside = new Map<string, number>();
  const judged = await runChecks(checks, {
    concurrency: 3,
    beforehand: ({ id }) => (verdicts[id] === "not run" ? MISSING : undefined),
    async judge({ id }) {
      now += 1;
      most = Math.max(most, now);
      order.push(id);
      await sleep(1);
      beside.set(id, now);
      now -= 1;
      return { verdict: verdicts[id] ?? "passed", attempts: 1 };
    },
  });
  const found = Object.fromEntries(judged.map((each) => [each.check.id, each.judgement.verdict]));
  return { found, judged, most, order, beside };
}

describe("runChecks", () => {
  it("skips what depends on a failure, near and far, and runs the rest", async () => {
    const list = [
      check("a"),
      check("b", { after: ["a"] }),
      check("c", { after: ["b"] }),
      check("d"),
    ];
    const { found, order } = await run(list, { a: "failed" });
    expect(found).toEqual({ a: "failed", b: "skipped", c: "skipped", d: "passed" });
    expect(order).toEqual(["a", "d"]);
  });

  it.each(["inconclusive", "grader fault", "not run"] as const)(
    "judges nothing that depends on a check that is %s",
    async (verdict) => {
      const { found, judged } = await run([check("a"), check("b", { after: ["a"] })], {
        a: verdict,
      });
      expect(found).toEqual({ a: verdict, b: "not run" });
      expect(judged[1]?.judgement.reason).toBe("a has no verdict");
    },
  );

  it("says that an engine is missing even where a dependency has failed", async () => {
    const list = [check("a"), check("b", { after: ["a"] })];
    const { found } = await run(list, { a: "failed", b: "not run" });
    expect(found).toEqual({ a: "failed", b: "not run" });
  });

  it("runs several at once, and never more than it may", async () => {
    const { most } = await run(Array.from({ length: 9 }, (_, index) => check(`c${index}`)));
    expect(most).toBe(3);
  });

  it("runs a check aside of as many as it may, once what it depends on has passed", async () => {
    const many = Array.from({ length: 5 }, (_, index) => check(`c${index}`));
    const { most, order } = await run([...many, check("d", { after: ["c0"], aside: true })]);
    expect(most).toBe(4);
    expect(order.indexOf("d")).toBeLessThan(order.indexOf("c4"));
  });

  it("runs a check under load last and alone", async () => {
    const list = [
      check("load1", { underLoad: true }),
      check("load2", { underLoad: true }),
      check("a"),
      check("b", { after: ["a"] }),
    ];
    const { order, beside, found } = await run(list);
    expect(order.slice(2).sort()).toEqual(["load1", "load2"]);
    expect([beside.get("load1"), beside.get("load2")]).toEqual([1, 1]);
    expect(Object.keys(found)).toEqual(["load1", "load2", "a", "b"]);
  });

  it("runs one at a time in the order of the list, dear ones last, and not what is known", async () => {
    const list = [
      check("dear", { dear: true }),
      check("a"),
      check("long", { seconds: 9 }),
      check("b"),
      check("c", { after: ["b"] }),
    ];
    const order: string[] = [];
    const kept = { judgement: { verdict: "failed", attempts: 1 }, durationMs: 7 } as const;
    const judged = await runChecks(list, {
      concurrency: 1,
      beforehand: () => undefined,
      kept: (each) =>
        each.id === "b" && order.length === 2 ? { check: each, ...kept } : undefined,
      async judge({ id }) {
        order.push(id);
        return { verdict: "passed", attempts: 1 };
      },
    });
    expect(order).toEqual(["a", "long", "dear"]);
    expect(judged[3]).toMatchObject({ judgement: { verdict: "failed" }, durationMs: 7 });
    expect(judged[4]).toMatchObject({ judgement: { verdict: "skipped" } });
  });
});
