import type { Executed } from "../docker/exec.ts";
import type { RunNamespace } from "./run-namespace.ts";

/** No such program. */
const MISSING = 126;

/** Runs the node of a container, which may be elsewhere than on its PATH: then as its first process does. */
export async function nodeIn(
  namespace: RunNamespace,
  { pod, container }: { pod: string; container: string },
  words: readonly string[],
): Promise<Executed> {
  const said = await namespace.exec(pod, ["node", ...words], container);
  if (said.exitCode < MISSING) return said;
  return namespace.exec(pod, ["/proc/1/exe", ...words], container);
}
