import type { LatencyResult } from "../src/latency/index.ts";
import type { Row } from "./row.ts";
import type { Subject } from "./trial.ts";

const CASES: readonly { subject: Subject; what: string; wrong: Row["wrong"] }[] = [
  { subject: "fastify", what: "correct, Fastify", wrong: "fail" },
  { subject: "express", what: "correct, Express", wrong: "fail" },
  { subject: "blocking", what: "blocks 20 ms on 1 request in 10", wrong: "pass" },
];

/** What is told and kept of one. */
type Seen = Pick<LatencyResult, "verdict" | "seconds" | "reason">;

export interface MeasureOptions {
  /** How many verdicts to reach on each API. */
  counts: Readonly<Record<Subject, number>>;
  attempt(subject: Subject, index: number): Promise<Seen>;
  /** Called after each verdict, with all rows so far. */
  onVerdict(latest: { row: Row; result: Seen; rows: readonly Row[] }): Promise<void>;
}

/** Reaches the verdicts one after another. What fails to be one ends it. */
export async function measure({ counts, attempt, onVerdict }: MeasureOptions): Promise<Row[]> {
  const cases = CASES.map(({ subject, what, wrong }) => {
    const row: Row = { what, wrong, planned: counts[subject], results: [] };
    return { subject, row };
  });
  const rows = cases.map(({ row }) => row);
  for (const { subject, row } of cases) {
    for (let index = 0; index < row.planned; index += 1) {
      const result = await attempt(subject, index);
      row.results = [...row.results, result];
      await onVerdict({ row, result, rows });
    }
  }
  return rows;
}
