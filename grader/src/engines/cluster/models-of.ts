import { ContractFailure } from "@workshop/serving/http-contract";
import type { Deployed } from "./deployed.ts";

/** The model version that each ready pod of the API answers with, by the pod's name. */
export async function modelsOf(deployed: Deployed): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { metadata } of await deployed.readyPods()) {
    const pod = metadata?.name ?? "";
    const text = await deployed.namespace.get(pod, "/model");
    const { version } = JSON.parse(text) as { version?: unknown };
    if (typeof version !== "string") {
      throw new ContractFailure(`a version in GET /model of ${pod}`, text.slice(0, 200));
    }
    found.set(pod, version);
  }
  return found;
}
