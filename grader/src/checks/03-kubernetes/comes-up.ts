import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

const PODS = 3;

export const comesUp: Check<KubernetesContext> = {
  id: "comes-up",
  title: "The API server takes overlays/local, and three pods become ready",
  step: 1,
  points: 5,
  why: "Between a manifest and a pod stand an API server, a scheduler and a kubelet; each may say no.",
  hints: [
    "kubectl apply -k overlays/local, then kubectl get pods and kubectl describe the one that is not ready.",
    "The events at the end of describe say why: an image that is not there, a Secret, a probe, a quota.",
    "images: in overlays/local names the tag that is in the cluster, and imagePullPolicy IfNotPresent takes it from there.",
  ],
  after: ["wired"],
  needs: ["kustomize", "docker", "cluster"],
  dear: true,
  deadlineMs: 240_000,
  mutants: [
    {
      title: "starts a command that is not in the image",
      edits: {
        "base/deployment.yaml": [
          {
            find: "          image: workshop-api\n",
            replace: '          image: workshop-api\n          command: ["/nothing"]\n',
          },
        ],
      },
    },
  ],
  async run(context) {
    const deployed = await context.deployed();
    const ready = await deployed.readyPods();
    // An autoscaler may have added one already: to start costs CPU.
    demand(
      ready.length >= PODS,
      `at least ${PODS} ready pods of the image workshop-api`,
      ready.length,
    );
    const names = ready.map(({ metadata }) => metadata?.name ?? "");
    return { lines: [`ready: ${names.join(", ")}`, `reached by ${deployed.reached.way}`] };
  },
};
