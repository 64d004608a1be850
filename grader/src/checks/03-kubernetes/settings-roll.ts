import { demand } from "@workshop/serving/http-contract";
import { apiWorkloads } from "../../engines/manifests/api.ts";
import { environmentOf } from "../../engines/manifests/environment.ts";
import { generatorNamed } from "../../engines/manifests/generator-of.ts";
import { nameOf } from "../../engines/manifests/kube-object.ts";
import type { Manifests } from "../../engines/manifests/manifests.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

export const settingsRoll: Check<ManifestsContext> = {
  id: "settings-roll",
  title: "MODEL comes from a ConfigMap, and another value makes other pods (rendered twice)",
  step: 3,
  points: 3,
  why: "A ConfigMap that is changed in place reaches each pod at its next restart: weeks later, one by one.",
  hints: [
    "Change MODEL, render again and compare: what tells the Deployment that something changed?",
    "A pod reads its environment once. It takes a new name for a new pod.",
    "configMapGenerator in base/kustomization.yaml, and envFrom: configMapRef with the generator's name.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "keeps the ConfigMap's name when its content changes",
      edits: {
        "base/kustomization.yaml": [
          {
            find: "labels:\n  - pairs:",
            replace: "generatorOptions:\n  disableNameSuffixHash: true\nlabels:\n  - pairs:",
          },
        ],
      },
    },
    {
      title: "fixes the model in the Deployment",
      edits: {
        "base/deployment.yaml": [
          {
            find: "            - name: CACHE_URL",
            replace:
              "            - name: MODEL\n              value: champion\n            - name: CACHE_URL",
          },
        ],
      },
    },
  ],
  async run(context) {
    const before = await context.manifests("local");
    for (const { object, api } of apiWorkloads(before)) {
      const model = environmentOf(before, api.container).get("MODEL");
      const what = `MODEL of ${nameOf(object)} to come from a ConfigMap`;
      demand(model?.from === "config", what, model ? `from ${model.from}` : "it is not set");
      const generator = generatorNamed(model.configMap);
      const hashed = "a ConfigMap by configMapGenerator, with the hash of its content in its name";
      demand(generator !== undefined, hashed, model.configMap);
      const value = model.value === "challenger" ? "champion" : "challenger";
      const settings = { generator, values: { MODEL: value } };
      const after = await context.render("local", { settings });
      const same =
        templateOf(before, object.metadata.name) === templateOf(after, object.metadata.name);
      demand(!same, `another pod template of ${nameOf(object)} with MODEL=${value}`, "the same");
    }
    return undefined;
  },
};

function templateOf(manifests: Manifests, name: string): string {
  const found = apiWorkloads(manifests).find(({ object }) => object.metadata.name === name);
  return JSON.stringify(found?.template);
}
