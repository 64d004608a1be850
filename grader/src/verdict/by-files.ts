import type { Check } from "../checks/check.ts";
import type { Missing } from "../engines/missing.ts";
import { type Judgement, judge, type OpenContext } from "./judge.ts";

/** Judges a check by the submission's files alone, where an engine to run them is missing. */
export async function byFiles<Context>(
  check: Check<Context>,
  open: OpenContext<Context>,
  interrupted: AbortSignal,
  missing: Missing,
): Promise<Judgement> {
  const { fromFiles } = check;
  if (!fromFiles) return { verdict: "not run", ...missing, attempts: 0 };
  const judgement = await judge({ ...check, run: fromFiles }, open, interrupted);
  const how = `told from the files alone: ${missing.reason}`;
  return { ...judgement, evidence: { lines: [how, ...(judgement.evidence?.lines ?? [])] } };
}

/** Adds to a failure what the files say of it, where they do. */
export async function withRemark<Context>(
  failed: Judgement,
  check: Check<Context>,
  open: OpenContext<Context>,
  interrupted: AbortSignal,
): Promise<Judgement> {
  const { fromFiles } = check;
  if (!fromFiles || failed.verdict !== "failed") return failed;
  const { verdict, received } = await judge({ ...check, run: fromFiles }, open, interrupted);
  if (verdict !== "failed" || received === failed.received) return failed;
  const lines = [...(failed.evidence?.lines ?? []), `in the files: ${received}`];
  return { ...failed, evidence: { ...failed.evidence, lines } };
}
