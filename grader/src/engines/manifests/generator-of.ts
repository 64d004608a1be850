import { demand } from "@workshop/serving/http-contract";
import { apiWorkloads } from "./api.ts";
import { environmentOf } from "./environment.ts";
import { nameOf } from "./kube-object.ts";
import type { Manifests } from "./manifests.ts";

/** The letters of kustomize's hash: hexadecimal without what could spell a word. */
const HASHED = /^(.+)-[2456789bcdfghkmt]{10}$/;

/** The configMapGenerator behind a ConfigMap's name, or undefined. */
export function generatorNamed(configMap: string): string | undefined {
  return HASHED.exec(configMap)?.[1];
}

/**
 * The configMapGenerator that holds the API's MODEL.
 * @throws ContractFailure where there is none
 */
export function generatorOf(manifests: Manifests): string {
  const [workload] = apiWorkloads(manifests);
  demand(workload !== undefined, "a workload of the image workshop-api", "none");
  const model = environmentOf(manifests, workload.api.container).get("MODEL");
  const what = `MODEL of ${nameOf(workload.object)} to come from a ConfigMap`;
  demand(model?.from === "config", what, model ? `from ${model.from}` : "it is not set");
  const generator = generatorNamed(model.configMap);
  const hashed = "a ConfigMap by configMapGenerator, with the hash of its content in its name";
  demand(generator !== undefined, hashed, model.configMap);
  return generator;
}
