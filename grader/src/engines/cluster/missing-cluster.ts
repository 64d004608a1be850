import type { Missing } from "../missing.ts";
import { askOnTerminal } from "./ask-to-use.ts";
import { findCluster } from "./find-cluster.ts";

/** Why nothing can be graded on a cluster now, and the cure; it may ask on the terminal. */
export async function missingCluster(): Promise<Missing | undefined> {
  return (await findCluster({ confirm: askOnTerminal() })).missing;
}
