import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import { loadModels } from "../../engines/manifests/schema/models.ts";
import { schemaProblems } from "../../engines/manifests/schema/schema-problems.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

export const schema: Check<ManifestsContext> = {
  id: "schema",
  title: "Kubernetes knows every field, and every value has its type",
  step: 1,
  points: 2,
  why: "A misspelt livenessProbe is dropped without a word, and found when nothing is restarted.",
  hints: [
    "The line is in the message; compare the name there with the one in the reference.",
    "kubectl explain deployment.spec.template.spec.containers lists what there is.",
    "Look at spelling, at the indentation, and at numbers and yes/no where text is wanted.",
  ],
  after: ["renders"],
  needs: ["kustomize"],
  load: loadModels,
  mutants: [
    {
      title: "misspells a field",
      edits: {
        "base/deployment.yaml": [{ find: "minReadySeconds: 3", replace: "minReadySecond: 3" }],
      },
    },
    {
      title: "gives text where a number belongs",
      edits: {
        "base/deployment.yaml": [
          { find: "revisionHistoryLimit: 5", replace: 'revisionHistoryLimit: "5"' },
        ],
      },
    },
  ],
  async run(context) {
    for (const overlay of ["local", "eks"] as const) {
      const problems = await schemaProblems(await context.manifests(overlay));
      demandNone("fields that Kubernetes knows, with values of their types", problems);
    }
    return undefined;
  },
};
