import { expect, it } from "vitest";
import { page } from "./page.ts";

const MACHINE = { cpus: 2, busy: 3, node: "v24.0.0" };

it("tells how far the run has come, and shows only what has a verdict", () => {
  const pass = { verdict: "pass", seconds: 10 } as const;
  const text = page(
    [
      { what: "correct", wrong: "fail", planned: 2, results: [pass, pass] },
      { what: "blocking", wrong: "pass", planned: 3, results: [{ ...pass, verdict: "fail" }] },
      { what: "later", wrong: "fail", planned: 4, results: [] },
    ],
    MACHINE,
  );
  expect(text).toContain("on 2 CPUs with 3 busy loops, Node v24.0.0: 3 of 9 planned verdicts.");
  expect(text).toContain("| correct | 2 | 0 fails |");
  expect(text).toContain("| blocking | 1 of 3 | 0 passes |");
  expect(text).not.toContain("later");
});
