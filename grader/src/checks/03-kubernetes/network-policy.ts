import type { V1Container, V1NetworkPolicy } from "@kubernetes/client-node";
import { demand } from "@workshop/serving/http-contract";
import { apiWorkloads } from "../../engines/manifests/api.ts";
import { type KubeObject, nameOf } from "../../engines/manifests/kube-object.ts";
import type { Manifests } from "../../engines/manifests/manifests.ts";
import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import { selects } from "../../engines/manifests/selectors.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

/** Where the image listens. */
const PORT = 8000;
const DNS = 53;

export const networkPolicy: Check<ManifestsContext> = {
  id: "network-policy",
  title:
    "A NetworkPolicy lets in the API's port and out only what it needs (read, not enforced here)",
  step: 4,
  points: 2,
  why: "In a flat network the least guarded pod is the door to all others.",
  hints: [
    "Whom does the API have to talk to, and who to it?",
    "Two directions; without DNS no name is found, and Redis has one.",
    "policyTypes [Ingress, Egress]; in: the port of the API; out: Redis at 6379, DNS at 53.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "lets everything out",
      edits: {
        "base/network-policy.yaml": [
          { find: "  policyTypes: [Ingress, Egress]\n", replace: "  policyTypes: [Ingress]\n" },
          { find: "  egress:\n", replace: "" },
          {
            find: "    - to:\n        - podSelector:\n            matchLabels:\n              app.kubernetes.io/name: workshop-redis\n      ports:\n        - port: 6379\n",
            replace: "",
          },
          {
            find: "    - to:\n        - namespaceSelector:\n            matchLabels:\n              kubernetes.io/metadata.name: kube-system\n      ports:\n        - port: 53\n          protocol: UDP\n        - port: 53\n          protocol: TCP\n",
            replace: "",
          },
        ],
      },
    },
    {
      title: "lets everything in",
      edits: {
        "base/network-policy.yaml": [
          { find: "    - ports:\n        - port: http\n", replace: "    - {}\n" },
        ],
      },
    },
    {
      title: "forgets DNS",
      edits: {
        "base/network-policy.yaml": [
          { find: "        - port: 53\n          protocol: UDP\n", replace: "" },
        ],
      },
    },
  ],
  async run(context) {
    const manifests = await context.manifests("local");
    for (const { object, template, api } of apiWorkloads(manifests)) {
      const policies = manifests
        .of("NetworkPolicy")
        .filter(({ spec }) => selects(spec?.podSelector, template.metadata?.labels));
      const of = `a NetworkPolicy of ${nameOf(object)}`;
      const types = policies.flatMap(({ spec }) => spec?.policyTypes ?? implied(spec));
      for (const type of ["Ingress", "Egress"]) {
        demand(types.includes(type), `${of} for ${type}`, types.join(", ") || "none");
      }
      demandNone(
        `${of} that names ports and peers`,
        policies.flatMap((policy) => openRules(manifests, policy)),
      );
      const incoming = policies.flatMap(({ spec }) => spec?.ingress ?? []);
      const served = incoming.some(({ ports }) =>
        ports?.some(({ port }) => portsOf(api.container).includes(port)),
      );
      demand(served, `${of} that lets in at a port of container ${api.container.name}`, incoming);
      const outgoing = policies.flatMap(({ spec }) => spec?.egress ?? []);
      const dns = outgoing.some(
        ({ ports }) =>
          !ports?.length || ports.some(({ port, protocol }) => port === DNS && protocol === "UDP"),
      );
      demand(dns, `${of} that lets out to DNS (port 53, UDP)`, outgoing);
    }
    return {
      lines: ["Whether a cluster enforces it depends on its network; many local ones do not."],
    };
  },
};

/** Rules that let in at every port, or out to everywhere. */
function openRules(manifests: Manifests, policy: V1NetworkPolicy & KubeObject): string[] {
  const { ingress = [], egress = [] } = policy.spec ?? {};
  const say = (list: "ingress" | "egress", index: number, text: string) => {
    return [`${manifests.at(policy, ["spec", list, index])}: ${text}`];
  };
  return [
    ...ingress.flatMap(({ ports }, index) =>
      ports?.length ? [] : say("ingress", index, "lets in at every port"),
    ),
    ...egress.flatMap(({ to, ports }, index) =>
      to?.length || ports?.length ? [] : say("egress", index, "lets out everything"),
    ),
  ];
}

/** The ports of a container, by name and number; ports need not be told. */
function portsOf({ ports }: V1Container): (string | number | undefined)[] {
  if (!ports?.length) return [PORT];
  return ports.flatMap(({ name, containerPort }) => (name ? [name, containerPort] : containerPort));
}

/** Kubernetes' own rule where policyTypes is missing. */
function implied(spec: { egress?: unknown } | undefined): string[] {
  return spec?.egress === undefined ? ["Ingress"] : ["Ingress", "Egress"];
}
