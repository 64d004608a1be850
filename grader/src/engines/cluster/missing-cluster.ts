import { ask } from "../ask-command.ts";
import type { Missing } from "../engine.ts";
import { askOnTerminal } from "./ask-to-use.ts";
import { findCluster } from "./find-cluster.ts";

/** Why nothing can be graded on a cluster now, and the cure; it may ask on the terminal. */
export async function missingCluster(): Promise<Missing | undefined> {
  return (await findCluster({ confirm: askOnTerminal() })).missing;
}

/** Why manifests cannot be rendered, and the cure. */
export async function missingKubectl(): Promise<Missing | undefined> {
  const said = await ask("kubectl", "version", "--client");
  if (said.ok) return undefined;
  return { reason: said.why, cure: "Install kubectl: https://kubernetes.io/docs/tasks/tools/." };
}
