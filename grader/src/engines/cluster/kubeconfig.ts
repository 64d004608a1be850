import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import type { KubeConfig } from "@kubernetes/client-node";
import { shorten } from "../docker/shorten.ts";
import type { Missing } from "../missing.ts";

/** A kubeconfig that was read, or why there is none. */
export type ReadConfig =
  | { readonly config: KubeConfig; readonly files: string }
  | { readonly missing: Missing };

/** What to do where there is no cluster at all. */
export const START_ONE =
  "Start a local one: npm run cluster (K3s in Docker), kind create cluster, k3d cluster create, " +
  "minikube start, or Kubernetes in Docker Desktop's settings.";

/** Reads what kubectl reads: the files in KUBECONFIG, or ~/.kube/config. */
export async function readKubeconfig(): Promise<ReadConfig> {
  const listed = (process.env.KUBECONFIG ?? "").split(path.delimiter).filter(Boolean);
  const files = listed.length > 0 ? listed : [path.join(os.homedir(), ".kube", "config")];
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) {
    const reason = `no cluster: there is no kubeconfig at ${files.join(" or ")}`;
    return { missing: { reason, cure: START_ONE } };
  }
  const { KubeConfig } = await import("@kubernetes/client-node");
  const merged = new KubeConfig();
  let reading = "";
  try {
    for (const [index, file] of there.entries()) {
      reading = file;
      const one = new KubeConfig();
      one.loadFromFile(file);
      merge(merged, one, index === 0);
    }
  } catch (error) {
    const why = shorten(error instanceof Error ? error.message : String(error));
    const cure = "See that kubectl config view reads it, or set KUBECONFIG to another file.";
    return { missing: { reason: `the kubeconfig ${reading} cannot be read (${why})`, cure } };
  }
  return { config: merged, files: there.join(path.delimiter) };
}

/** As kubectl merges: the first file to name something wins. */
function merge(into: KubeConfig, from: KubeConfig, first: boolean): void {
  const add = <T extends { name: string }>(all: T[], more: T[]) => [
    ...all,
    ...more.filter(({ name }) => !all.some((each) => each.name === name)),
  ];
  into.clusters = first ? from.clusters : add(into.clusters, from.clusters);
  into.users = first ? from.users : add(into.users, from.users);
  into.contexts = first ? from.contexts : add(into.contexts, from.contexts);
  into.currentContext ||= from.currentContext;
}
