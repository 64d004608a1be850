import { ContractFailure } from "@workshop/serving/http-contract";
import type { Check } from "../checks/check.ts";
import { CheckFailure } from "../checks/check-failure.ts";
import type { Evidence } from "../checks/evidence.ts";
import { Inconclusive, NotRun } from "../checks/undecided.ts";
import { ApiDidNotStart } from "../engines/answers.ts";
import { noRoom } from "./no-room.ts";
import type { Verdict } from "./verdict.ts";

/** How one check ended, and what to tell about it. */
export interface Judgement {
  readonly verdict: Verdict;
  /** What was expected, for `failed`. */
  readonly expected?: string;
  /** What came instead, for `failed`. */
  readonly received?: string;
  /** Why there is no verdict on the submission, and what to do, for the others. */
  readonly reason?: string;
  readonly cure?: string;
  readonly evidence?: Evidence;
  /** Looks at it, more than one where its subject is noisy. */
  readonly attempts: number;
}

/** Makes what one look at a submission may use, and the way to end all that it started. */
export type OpenContext<Context> = (signal: AbortSignal) => {
  context: Context;
  close(): Promise<void>;
};

export const DEADLINE_MS = 30_000;

/** Runs one check, again where it says that its subject is noisy, within its deadline. */
export async function judge<Context>(
  check: Check<Context>,
  open: OpenContext<Context>,
  interrupted: AbortSignal,
): Promise<Judgement> {
  const most = 1 + (check.retry?.times ?? 0);
  for (let attempt = 1; ; attempt += 1) {
    const judgement = await once(check, open, interrupted);
    if (judgement.verdict !== "failed" || attempt === most) {
      return { ...judgement, attempts: attempt };
    }
  }
}

async function once<Context>(
  check: Check<Context>,
  open: OpenContext<Context>,
  interrupted: AbortSignal,
): Promise<Omit<Judgement, "attempts">> {
  if (interrupted.aborted) throw new Interrupted("interrupted");
  const deadlineMs = check.deadlineMs ?? DEADLINE_MS;
  const late = new AbortController();
  const signal = AbortSignal.any([interrupted, late.signal]);
  const { context, close } = open(signal);
  const { promise: cut, reject: cutOff } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    cutOff(new ContractFailure(`an end within ${deadlineMs / 1000} s`, "none"));
    late.abort();
  }, deadlineMs);
  const onInterrupt = () => cutOff(new Interrupted("interrupted"));
  interrupted.addEventListener("abort", onInterrupt, { once: true });
  try {
    const evidence = await Promise.race([check.run(context), cut]);
    return { verdict: "passed", ...(evidence && { evidence }) };
  } catch (error) {
    // Whatever the check made of its end, such as a program that Ctrl-C has ended too.
    if (interrupted.aborted) throw new Interrupted("interrupted");
    return explain(error);
  } finally {
    clearTimeout(timer);
    interrupted.removeEventListener("abort", onInterrupt);
    await close();
  }
}

/** The run was ended from outside while this check was under way. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

function explain(error: unknown): Omit<Judgement, "attempts"> {
  if (error instanceof Interrupted) throw error;
  if (error instanceof ContractFailure) {
    const { expected, received } = error;
    const evidence = error instanceof CheckFailure ? error.evidence : undefined;
    return { verdict: "failed", expected, received, ...(evidence && { evidence }) };
  }
  if (error instanceof ApiDidNotStart) {
    const { expected, received, output } = error;
    return { verdict: "failed", expected, received, evidence: { lines: output } };
  }
  const notRun = error instanceof NotRun ? error : noRoom(error);
  if (notRun) return { verdict: "not run", reason: notRun.message, cure: notRun.cure };
  if (error instanceof Inconclusive) {
    const { message, evidence } = error;
    return { verdict: "inconclusive", reason: message, ...(evidence && { evidence }) };
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { verdict: "grader fault", reason: text };
}
