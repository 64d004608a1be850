import { ask } from "../ask-command.ts";
import type { Missing } from "../missing.ts";

/** The commands that render a kustomization, in the order in which they are looked for. */
const COMMANDS = [
  { words: ["kubectl", "kustomize"], version: ["version", "--client"] },
  { words: ["kustomize", "build"], version: ["version"] },
] as const;

let found: Promise<readonly string[] | undefined> | undefined;

/** The words that render a folder on this machine, or undefined where nothing here can. */
export function kustomizeCommand(): Promise<readonly string[] | undefined> {
  found ??= (async () => {
    for (const { words, version } of COMMANDS) {
      if ((await ask(words[0], ...version)).ok) return words;
    }
    return undefined;
  })();
  return found;
}

/** Why manifests cannot be rendered here, and the cure; undefined where they can. */
export async function missingKustomize(): Promise<Missing | undefined> {
  if (await kustomizeCommand()) return undefined;
  const cure =
    "Install kubectl: https://kubernetes.io/docs/tasks/tools/ (kustomize alone will do).";
  return { reason: "neither kubectl nor kustomize on the PATH", cure };
}
