import type { Evaluation, Metadata } from "@workshop/serving/model-loader";

/** The rule, in the words of the help and of models/README.md. */
export const RULE = `The rule: on the hold-out of the time split, B is worse where its log loss is higher than A's, or
where its AUC or Brier score is worse than the bad end of A's 95 % interval. Log loss decides
because the service answers with probabilities. Versions that were not scored on the same rows
cannot be compared.
`;

/** How B stands against A, and by which numbers. */
export interface Verdict {
  outcome: "better" | "not worse" | "worse" | "not comparable";
  reasons: string[];
}

/** Judges a candidate against what is there now, by {@link RULE}. */
export function judge(present: Metadata, candidate: Metadata): Verdict {
  const [a, b] = [timeSplit(present), timeSplit(candidate)];
  const obstacle = obstacleBetween(present, candidate, a, b);
  if (!a || !b || obstacle) return { outcome: "not comparable", reasons: [obstacle ?? ""] };
  const loss = `log loss ${four(b.log_loss.value)} against ${four(a.log_loss.value)}`;
  const worse: string[] = [];
  if (b.log_loss.value > a.log_loss.value) worse.push(`${loss} is higher`);
  if (b.auc.value < a.auc.low) {
    worse.push(
      `AUC ${four(b.auc.value)} is below ${four(a.auc.low)}, the low end of ${present.version}`,
    );
  }
  if (b.brier.value > a.brier.high) {
    worse.push(
      `Brier score ${four(b.brier.value)} is above ${four(a.brier.high)}, the high end of ${present.version}`,
    );
  }
  if (worse.length > 0) return { outcome: "worse", reasons: worse };
  const better = b.log_loss.value < a.log_loss.value;
  return {
    outcome: better ? "better" : "not worse",
    reasons: [`${loss} is ${better ? "lower" : "the same"}`, "AUC and Brier score are in bounds"],
  };
}

/** Whether a gate stops it. */
export function isRefused({ outcome }: Verdict): boolean {
  return outcome === "worse" || outcome === "not comparable";
}

/** How a version was scored on the time split, if it was. */
export function timeSplit({ evaluations }: Metadata): Evaluation | undefined {
  return evaluations.find(({ split }) => split === "time");
}

function obstacleBetween(
  present: Metadata,
  candidate: Metadata,
  a: Evaluation | undefined,
  b: Evaluation | undefined,
): string | undefined {
  if (!a) return `${present.version} has no scores on a time split`;
  if (!b) return `${candidate.version} has no scores on a time split`;
  if (!present.data || !candidate.data || sums(present.data) !== sums(candidate.data)) {
    return "they were scored on different data";
  }
  if (a.test_rows !== b.test_rows) {
    return `they were scored on ${a.test_rows} and ${b.test_rows} rows`;
  }
  return undefined;
}

function sums({ sha256 }: NonNullable<Metadata["data"]>): string {
  return JSON.stringify(Object.entries(sha256).sort());
}

function four(value: number): string {
  return value.toFixed(4);
}
