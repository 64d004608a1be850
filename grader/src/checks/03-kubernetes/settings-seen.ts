import { demand } from "@workshop/serving/http-contract";
import { modelsOf } from "../../engines/cluster/models-of.ts";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

export const settingsSeen: Check<KubernetesContext> = {
  id: "settings-seen",
  title: "Another MODEL in the ConfigMap reaches every pod, without a restart by hand",
  step: 3,
  points: 5,
  why: "A setting that was changed and is not in force is found by whoever is on call at night.",
  hints: [
    "Change MODEL in the settings, apply, and ask GET /model of each pod.",
    "A pod reads its environment when it starts. What makes Kubernetes start new ones?",
    "configMapGenerator gives the ConfigMap another name for another content; envFrom refers to it by the generator's name.",
  ],
  after: ["comes-up", "settings-roll"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  seconds: 40,
  deadlineMs: 300_000,
  mutants: [
    {
      title: "starts with a model of its own",
      edits: {
        "base/deployment.yaml": [
          {
            find: "          image: workshop-api\n",
            replace:
              '          image: workshop-api\n          command: ["/bin/sh", "-c", "MODEL=champion exec node src/server.ts"]\n',
          },
        ],
      },
    },
  ],
  async run(context) {
    const deployed = await context.deployed();
    const before = await modelsOf(deployed);
    context.progress("applying MODEL=challenger");
    await deployed.apply(context.signal, { MODEL: "challenger" });
    await deployed.rolledOut(context.signal);
    const after = await modelsOf(deployed);
    const told = new Set(after.values());
    const [version] = told;
    demand(told.size === 1, "one model version from all pods", [...told]);
    const same = [...before.values()].includes(version ?? "");
    demand(!same, "another model version after MODEL=challenger", version);
    return { lines: [...after].map(([pod, answers]) => `${pod}: ${answers}`) };
  },
};
