import { apiWorkloads } from "../../engines/manifests/api.ts";
import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import { restrictedProblems } from "../../engines/manifests/restricted-problems.ts";
import { workloadsOf } from "../../engines/manifests/workloads.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

export const restricted: Check<ManifestsContext> = {
  id: "restricted",
  title:
    "Every pod keeps to the restricted Pod Security Standard; the API's cannot write its files",
  step: 4,
  points: 3,
  why: "Whoever gets in through a library has what the pod has: let that be nothing.",
  hints: [
    "kubectl label namespace NAME pod-security.kubernetes.io/warn=restricted, then apply: it lists what is missing.",
    "Some of it is said for the pod, some for each container, Redis's as well.",
    "Pod: runAsNonRoot, seccompProfile RuntimeDefault. Container: allowPrivilegeEscalation false, capabilities drop [ALL], readOnlyRootFilesystem true.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "may be root",
      edits: {
        "base/deployment.yaml": [{ find: "runAsNonRoot: true", replace: "runAsNonRoot: false" }],
      },
    },
    {
      title: "keeps most capabilities",
      edits: { "base/deployment.yaml": [{ find: "drop: [ALL]", replace: "drop: [NET_RAW]" }] },
    },
    {
      title: "runs Redis without a seccomp profile",
      edits: {
        "base/redis.yaml": [
          { find: "        seccompProfile:\n          type: RuntimeDefault\n", replace: "" },
        ],
      },
    },
    {
      title: "can write its own files",
      edits: {
        "base/deployment.yaml": [
          { find: "readOnlyRootFilesystem: true", replace: "readOnlyRootFilesystem: false" },
        ],
      },
    },
  ],
  async run(context) {
    const manifests = await context.manifests("local");
    const problems = workloadsOf(manifests).flatMap((each) => restrictedProblems(manifests, each));
    for (const { object, api } of apiWorkloads(manifests)) {
      if (api.container.securityContext?.readOnlyRootFilesystem === true) continue;
      const at = manifests.at(object, [...api.path, "securityContext"]);
      problems.push(`${at}: container ${api.container.name}: readOnlyRootFilesystem is not true`);
    }
    demandNone("pods within the restricted Pod Security Standard", problems);
    return undefined;
  },
};
