import { expect, it } from "vitest";
import { table } from "./row.ts";

it("counts verdicts, and names the wrong ones", () => {
  const results = [
    { verdict: "pass", seconds: 10 },
    { verdict: "fail", seconds: 12 },
    { verdict: "pass", seconds: 11 },
    { verdict: "inconclusive", seconds: 34.06 },
  ] as const;
  const lines = table([
    { what: "correct", wrong: "fail", planned: 4, results },
    { what: "blocking", wrong: "pass", planned: 4, results },
  ]).split("\n");
  expect(lines[2]).toBe("| correct | 4 | 1 fails | 2 | 1 | 1 (25 %) | 12.0 | 34.1 |");
  expect(lines[3]).toBe("| blocking | 4 | 2 passes | 2 | 1 | 1 (25 %) | 12.0 | 34.1 |");
});
