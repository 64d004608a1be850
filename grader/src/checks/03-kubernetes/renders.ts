import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

export const renders: Check<ManifestsContext> = {
  id: "renders",
  title: "kubectl kustomize renders overlays/local and overlays/eks",
  step: 1,
  points: 2,
  why: "What renders on one laptop alone is deployed by hand, and differently each time.",
  hints: [
    "Render both by hand and read what the last line says.",
    "A kustomization names files and folders relative to itself.",
    "kubectl kustomize exercises/03-kubernetes/overlays/local, and the same for eks.",
  ],
  after: [],
  needs: ["kustomize"],
  mutants: [
    {
      title: "names a file that is not there",
      edits: { "base/kustomization.yaml": [{ find: "- redis.yaml", replace: "- rediss.yaml" }] },
    },
    {
      title: "cannot render for EKS",
      edits: {
        "overlays/eks/kustomization.yaml": [
          { find: "- path: service-account.yaml", replace: "- path: account.yaml" },
        ],
      },
    },
  ],
  async run(context) {
    const [local, eks] = await Promise.all([context.manifests("local"), context.manifests("eks")]);
    const count = `local renders ${local.objects.length} objects, eks ${eks.objects.length}`;
    return { lines: [count] };
  },
};
