import type { Target } from "./target.ts";

/** One promise of the API, as data plus a function that asks for it. */
export interface ContractCase {
  /** Stable, in kebab case. */
  id: string;
  /** A sentence that is true of an API that keeps the promise. */
  title: string;
  /** What goes wrong in production without it. */
  why: string;
  /** Needs a socket (raw bytes, half-closed connections). */
  needsSocket?: true;
  /**
   * @throws ContractFailure saying what was expected and what came.
   */
  run(target: Target): Promise<void>;
}
