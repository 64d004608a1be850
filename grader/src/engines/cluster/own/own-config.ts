import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { STATE } from "../../../course/root.ts";

/** The context's name of the cluster that `npm run cluster` starts. */
export const OWN_CONTEXT = "workshop-k3s";

/** Where its kubeconfig is kept while it runs. */
export const OWN_CONFIG = path.join(STATE, "cluster", "kubeconfig");

/** Keeps a kubeconfig of K3s, in which everything is called "default", with the address from outside. */
export function keepOwnConfig(text: string, server: string): void {
  mkdirSync(path.dirname(OWN_CONFIG), { recursive: true });
  const named = text
    .replaceAll(/^([ -]*(?:name|cluster|user|current-context): )default$/gm, `$1${OWN_CONTEXT}`)
    .replace(/^( *server: ).*$/m, `$1${server}`);
  writeFileSync(OWN_CONFIG, named, { mode: 0o600 });
}

/** The kept kubeconfig; undefined where no cluster of ours runs. */
export function ownConfig(): string | undefined {
  return existsSync(OWN_CONFIG) ? readFileSync(OWN_CONFIG, "utf8") : undefined;
}

export function forgetOwnConfig(): void {
  rmSync(OWN_CONFIG, { force: true });
}
