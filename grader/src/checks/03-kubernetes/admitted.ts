import { admissionOf, tightQuota } from "../../engines/cluster/tight-quota.ts";
import { nameOf } from "../../engines/manifests/kube-object.ts";
import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import { workloadsOf } from "../../engines/manifests/workloads.ts";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

export const admitted: Check<KubernetesContext> = {
  id: "admitted",
  title: "A namespace with the restricted standard and a quota admits every pod, and can count it",
  step: 4,
  points: 2,
  why: "Production's namespaces have both, and what is refused there ran well everywhere else.",
  hints: [
    "kubectl label namespace NAME pod-security.kubernetes.io/enforce=restricted, restart the rollout, and kubectl describe the ReplicaSet.",
    "The standard reads what is said for the pod as well as what is said for a container. A quota counts requests, and zero counts for nothing.",
    "No runAsUser 0 anywhere; requests of CPU and memory above 0, and a limit of memory, for every container.",
  ],
  after: ["comes-up", "restricted", "resources"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  aside: true,
  deadlineMs: 60_000,
  mutants: [
    {
      title: "is root as a pod, though its container is not",
      edits: {
        "base/deployment.yaml": [
          { find: "        runAsUser: 1000\n", replace: "        runAsUser: 0\n" },
          {
            find: "            readOnlyRootFilesystem: true",
            replace: "            runAsUser: 1000\n            readOnlyRootFilesystem: true",
          },
        ],
      },
    },
    {
      title: "asks for no CPU, in so many words",
      edits: { "base/deployment.yaml": [{ find: "cpu: 150m", replace: 'cpu: "0"' }] },
    },
  ],
  async run(context) {
    const standing = await context.standing();
    const { namespace, manifests } = await standing.beside("restricted", context.signal);
    const answers = [];
    try {
      await tightQuota(namespace, context.signal);
      for (const { object, template } of workloadsOf(manifests)) {
        answers.push(await admissionOf(namespace, nameOf(object), template));
      }
    } finally {
      await namespace.discard();
    }
    const expected = "a namespace with the restricted standard and a quota to admit every pod";
    demandNone(
      expected,
      answers.flatMap(({ problem }) => problem ?? []),
    );
    // From here on, what is made for later checks is admitted by the standard too.
    await standing.namespace.enforce("restricted");
    const words = answers.flatMap((answer) => answer.words ?? []);
    return {
      lines: [
        `Pod Security admits all ${answers.length}; a quota that is too small says:`,
        ...words,
      ],
    };
  },
};
