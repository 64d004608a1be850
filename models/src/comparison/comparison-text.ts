import { interval, signed } from "../command-line/numbers.ts";
import { table } from "../command-line/table.ts";
import type { Agreement } from "./agreement.ts";
import type { Paired } from "./paired.ts";
import type { ScoreDifference } from "./score-differences.ts";
import type { Verdict } from "./verdict.ts";

export interface Comparison {
  a: string;
  b: string;
  scores: ScoreDifference[];
  agreement: Agreement | null;
  paired: Paired | null;
  verdict: Verdict;
}

const TITLES = { auc: "AUC", log_loss: "log loss", brier: "Brier score" };

/** A comparison for the terminal. */
export function comparisonText({ a, b, scores, agreement, paired, verdict }: Comparison): string {
  const rows = scores.map((each) => [
    TITLES[each.score],
    interval(each.a),
    interval(each.b),
    signed(each.difference),
    each.overlap ? "intervals overlap" : "intervals are apart",
  ]);
  const head = ["time split", `A: ${a}`, `B: ${b}`, "B - A", ""];
  return [
    rows.length > 0 ? table([head, ...rows]) : `${a} and ${b} have no scores to set beside.\n`,
    `\n${agreement ? agreementText(agreement) : "They share no golden rows: their columns differ, or one has none."}\n`,
    paired ? `\n${pairedText(paired)}\n` : "",
    `\n${sentence(b, verdict)}\n`,
  ].join("");
}

function agreementText(agreement: Agreement): string {
  const { rows, largest_difference, mean_difference, class_flips } = agreement;
  const flips =
    class_flips === null
      ? ""
      : `, ${class_flips} on the other side of the threshold (${((100 * class_flips) / rows).toFixed(1)} %)`;
  return (
    `${rows} golden rows (synthetic, and hard on purpose): the largest difference is ` +
    `${largest_difference.toFixed(4)}, the mean ${mean_difference.toFixed(4)}${flips}.`
  );
}

function pairedText({ rows, ...scores }: Paired): string {
  const differences = (["auc", "log_loss", "brier"] as const).map((score) => {
    const { value, low, high } = scores[score];
    return `${TITLES[score]} ${signed(value)} [${signed(low)}, ${signed(high)}]`;
  });
  return `${rows} hold-out rows, scored anew by both, paired, B - A with 95 % intervals:\n${differences.join(", ")}.`;
}

function sentence(b: string, { outcome, reasons }: Verdict): string {
  const claim = outcome === "not comparable" ? `${b} cannot be compared` : `${b} is ${outcome}`;
  return `${claim}: ${reasons.join("; ")}.`;
}
