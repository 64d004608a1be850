import type { Target } from "@workshop/serving/http-contract";
import type { ApiProcess } from "../engines/process.ts";

export interface StartApi {
  /** Variables on top of the grader's usual ones. */
  environment?: Readonly<Record<string, string>>;
  /** The CPU to keep it on, where the system can. */
  cpu?: number;
  /** Wait for /health/ready (the default), or return as soon as the process runs. */
  wait?: "ready" | "none";
}

/** What a check may use. Everything it starts or makes is gone when it ends. */
export interface CheckContext {
  /** The submission's API, running and shared by the checks that leave it as they found it. */
  readonly api: { readonly target: Target; readonly url: string };
  /** Starts that shared API; the first check does. */
  open(): Promise<void>;
  /** Starts the submission once more, for this check alone. */
  start(options?: StartApi): Promise<ApiProcess>;
  /** One more, for checks that read what it counts; they run one after the other. */
  counted(): Promise<ApiProcess>;
  /** Starts the reference API: the supplied solution. */
  startReference(options?: StartApi): Promise<ApiProcess>;
  /** A fresh folder for this check alone. */
  temporaryFolder(): Promise<string>;
  /** Seeds whatever is random, so that --seed repeats a run. */
  readonly seed: number;
  /** Aborted at the check's deadline and on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Says what a longer wait is for. */
  progress(text: string): void;
}
