import type { Cluster } from "../engines/cluster/cluster.ts";
import type { Deployed } from "../engines/cluster/deployed.ts";
import type { ManifestsContext } from "./manifests-context.ts";

/** What a check of a running deployment may use. Checks run one after the other, but for those aside. */
export interface KubernetesContext extends ManifestsContext {
  /** The cluster, with the graded image in it. */
  cluster(): Promise<Cluster>;
  /**
   * overlays/local, applied in a namespace of this run and rolled out. It is as it was applied,
   * whatever an earlier check has done to it.
   * @throws ManifestsRefused, ApplyRefused, CheckFailure where it does not come up, or NotRun
   */
  deployed(): Promise<Deployed>;
  /** The same as another check has left it, or is changing it: for a check that runs aside. */
  standing(): Promise<Deployed>;
  /** The id of this run. */
  readonly run: string;
  /** Seeds whatever is random, so that --seed repeats a run. */
  readonly seed: number;
  /** Aborted at the check's deadline and on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Says what a longer wait is for. */
  progress(text: string): void;
}
