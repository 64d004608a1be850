import type { LatencyResult } from "../src/latency/index.ts";

type Verdict = LatencyResult["verdict"];

/** The verdicts on one API. */
export interface Row {
  what: string;
  /** The verdict that would be wrong. */
  wrong: Exclude<Verdict, "inconclusive">;
  /** How many verdicts it gets when the run is over. */
  planned: number;
  results: readonly Pick<LatencyResult, "verdict" | "seconds">[];
}

/** Verdicts counted, as a Markdown table. */
export function table(rows: readonly Row[]): string {
  return [
    "| API | Verdicts | Wrong | Pass | Fail | Inconclusive | Seconds: median | Longest |",
    "|---|---|---|---|---|---|---|---|",
    ...rows.map(line),
  ].join("\n");
}

function line({ what, wrong, planned, results }: Row): string {
  const count = (verdict: Verdict) => results.filter((each) => each.verdict === verdict).length;
  const share = Math.round((100 * count("inconclusive")) / results.length);
  const seconds = results.map((each) => each.seconds).sort((a, b) => a - b);
  const cells = [
    what,
    results.length < planned ? `${results.length} of ${planned}` : results.length,
    `${count(wrong)} ${wrong === "fail" ? "fails" : "passes"}`,
    count("pass"),
    count("fail"),
    `${count("inconclusive")} (${share} %)`,
    seconds[seconds.length >> 1]?.toFixed(1),
    seconds.at(-1)?.toFixed(1),
  ];
  return `| ${cells.join(" | ")} |`;
}
