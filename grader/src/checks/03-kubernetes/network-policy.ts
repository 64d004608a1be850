import { demand } from "@workshop/serving/http-contract";
import { apiWorkloads } from "../../engines/manifests/api.ts";
import { nameOf } from "../../engines/manifests/kube-object.ts";
import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import { selects } from "../../engines/manifests/selectors.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

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
      for (const type of ["Ingress", "Egress"])
        demand(types.includes(type), `${of} for ${type}`, types);
      const incoming = policies.flatMap(({ spec }) => spec?.ingress ?? []);
      const outgoing = policies.flatMap(({ spec }) => spec?.egress ?? []);
      const open = policies.flatMap((policy) => [
        ...(policy.spec?.ingress ?? []).flatMap(({ ports }, index) =>
          ports?.length
            ? []
            : [`${manifests.at(policy, ["spec", "ingress", index])}: lets in at every port`],
        ),
        ...(policy.spec?.egress ?? []).flatMap(({ to, ports }, index) =>
          to?.length || ports?.length
            ? []
            : [`${manifests.at(policy, ["spec", "egress", index])}: lets out everything`],
        ),
      ]);
      demandNone(`${of} that names ports and peers`, open);
      const own = (api.container.ports ?? []).flatMap(({ name, containerPort }) => [
        name,
        containerPort,
      ]);
      const served = incoming.some(({ ports }) => ports?.some(({ port }) => own.includes(port)));
      demand(served, `${of} that lets in at a port of container ${api.container.name}`, incoming);
      const dns = outgoing.some(({ ports }) =>
        ports?.some(({ port, protocol }) => port === 53 && protocol === "UDP"),
      );
      demand(dns || outgoing.length === 0, `${of} that lets out to DNS (port 53, UDP)`, outgoing);
    }
    return {
      lines: ["Whether a cluster enforces it depends on its network; many local ones do not."],
    };
  },
};

/** Kubernetes' own rule where policyTypes is missing. */
function implied(spec: { egress?: unknown } | undefined): string[] {
  return spec?.egress === undefined ? ["Ingress"] : ["Ingress", "Egress"];
}
