import { demand } from "@workshop/serving/http-contract";
import { apiWorkloads } from "./api.ts";
import { environmentOf } from "./environment.ts";
import { nameOf } from "./kube-object.ts";
import type { Manifests } from "./manifests.ts";

/** Values by key, by the name of the configMapGenerator that holds them. */
export type GeneratedSettings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The letters of kustomize's hash: hexadecimal without what could spell a word. */
const HASHED = /^(.+)-[2456789bcdfghkmt]{10}$/;

/**
 * Where variables of the API get their values from, in each of its workloads, with these values instead.
 * @throws ContractFailure where one does not come from a generated ConfigMap
 */
export function generatedSettings(
  manifests: Manifests,
  values: Readonly<Record<string, string>>,
): GeneratedSettings {
  const settings: Record<string, Record<string, string>> = {};
  for (const { object, api } of apiWorkloads(manifests)) {
    const environment = environmentOf(manifests, api.container);
    for (const [name, value] of Object.entries(values)) {
      const variable = environment.get(name);
      const what = `${name} of ${nameOf(object)} to come from a ConfigMap`;
      demand(
        variable?.from === "config",
        what,
        variable ? `from ${variable.from}` : "it is not set",
      );
      const generator = HASHED.exec(variable.configMap)?.[1];
      const hashed = "a ConfigMap by configMapGenerator, with the hash of its content in its name";
      demand(generator !== undefined, hashed, variable.configMap);
      settings[generator] = { ...settings[generator], [variable.key]: value };
    }
  }
  demand(Object.keys(settings).length > 0, "a workload of the image workshop-api", "none");
  return settings;
}
