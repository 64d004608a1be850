import { demand } from "@workshop/serving/http-contract";
import { apiWorkloads } from "../../engines/manifests/api.ts";
import { environmentOf, textOf } from "../../engines/manifests/environment.ts";
import { generatedSettings } from "../../engines/manifests/generated-settings.ts";
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
    const models = apiWorkloads(before).map(({ api }) =>
      environmentOf(before, api.container).get("MODEL"),
    );
    const MODEL = models.map(textOf).includes("challenger") ? "champion" : "challenger";
    const after = await context.render("local", { settings: generatedSettings(before, { MODEL }) });
    for (const { object } of apiWorkloads(before)) {
      const same =
        templateOf(before, object.metadata.name) === templateOf(after, object.metadata.name);
      demand(!same, `another pod template of ${nameOf(object)} with MODEL=${MODEL}`, "the same");
    }
    return undefined;
  },
};

function templateOf(manifests: Manifests, name: string): string {
  const found = apiWorkloads(manifests).find(({ object }) => object.metadata.name === name);
  return JSON.stringify(found?.template);
}
