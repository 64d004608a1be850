import { apiWorkloads } from "../../engines/manifests/api.ts";
import { nameOf } from "../../engines/manifests/kube-object.ts";
import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

export const noToken: Check<ManifestsContext> = {
  id: "no-token",
  title: "The API has a ServiceAccount of its own and no token of it (read from the manifests)",
  step: 4,
  points: 2,
  why: "A token in every pod is a key to the cluster behind every bug.",
  hints: [
    "kubectl exec into a pod: what lies in /var/run/secrets/kubernetes.io/serviceaccount?",
    "An account says who a pod is, at AWS too; the API never speaks to Kubernetes.",
    "serviceAccountName with an own ServiceAccount, and automountServiceAccountToken: false.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "mounts the token",
      edits: {
        "base/deployment.yaml": [
          {
            find: "automountServiceAccountToken: false",
            replace: "automountServiceAccountToken: true",
          },
        ],
      },
    },
    {
      title: "runs as everybody's account",
      edits: {
        "base/deployment.yaml": [
          { find: "serviceAccountName: workshop-api", replace: "serviceAccountName: default" },
        ],
      },
    },
  ],
  async run(context) {
    const manifests = await context.manifests("local");
    const accounts = manifests.of("ServiceAccount");
    const problems = apiWorkloads(manifests).flatMap(({ object, pod, at }) => {
      const name = pod.serviceAccountName ?? "default";
      const account = accounts.find(({ metadata }) => metadata.name === name);
      const mounted = pod.automountServiceAccountToken ?? account?.automountServiceAccountToken;
      const say = (field: string, text: string) =>
        `${manifests.at(object, [...at.pod, field])}: ${nameOf(object)} ${text}`;
      if (name === "default") return [say("serviceAccountName", "runs as the account default")];
      if (mounted === false) return [];
      return [say("automountServiceAccountToken", `mounts the token of ${name}`)];
    });
    demandNone("an account of its own, without its token", problems);
    return undefined;
  },
};
