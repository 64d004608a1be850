import { expect, it } from "vitest";
import type { RunNamespace } from "../run-namespace.ts";
import { clusterTest } from "../testing/cluster.ts";
import { judgeManifests } from "./judge-manifests.ts";
import { ManifestsRefused } from "./manifests-refused.ts";
import { readManifests } from "./read-manifests.ts";

const test = clusterTest();

const pod = (fields: string, container = "") => `apiVersion: apps/v1
kind: Deployment
metadata: { name: hostile }
spec:
  selector: { matchLabels: { app: hostile } }
  template:
    metadata: { labels: { app: hostile } }
    spec:
      ${fields}
      containers: [{ name: one, image: graded:1, ${container} }]
`;

/** What the allow-list refuses, and what Pod Security would refuse of it behind the allow-list. */
const PODS: readonly (readonly [name: string, manifest: string])[] = [
  ["hostPath", pod("volumes: [{ name: root, hostPath: { path: / } }]")],
  ["hostNetwork", pod("hostNetwork: true")],
  ["hostPID", pod("hostPID: true")],
  ["privileged", pod("", "securityContext: { privileged: true }")],
  ["hostPort", pod("", "ports: [{ containerPort: 80, hostPort: 80 }]")],
  ["capabilities", pod("", "securityContext: { capabilities: { add: [SYS_ADMIN] } }")],
];

/** The gate's way, and then apply: as a grading does. */
async function applied(namespace: RunNamespace, text: string): Promise<void> {
  const { manifests, placeOf } = readManifests(text);
  judgeManifests(manifests, placeOf, { namespace: namespace.name, images: ["graded:1"] });
  await namespace.apply(manifests, { placeOf });
}

it.concurrent("leaves the namespace as it was, whatever is refused", async () => {
  const namespace = await test.namespace();
  const kinds = ["ConfigMap", "Deployment", "Pod", "ResourceQuota"] as const;
  const count = () => Promise.all(kinds.map(async (kind) => (await namespace.list(kind)).length));
  const before = await count();
  const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;
  const many = Array.from({ length: 10_000 }, (_, index) => map(`m${index}`)).join("---\n");
  const role =
    "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: { name: all }\n";
  const texts = [
    ...PODS.map(([, text]) => `${map("first")}---\n${text}`),
    `${map("first")}---\n${role}`,
    many,
  ];
  for (const text of texts) {
    await expect(applied(namespace, text)).rejects.toBeInstanceOf(ManifestsRefused);
  }
  expect(await count()).toEqual(before);
});

it.concurrent.each(PODS)(
  "is not the only wall: the namespace makes no pod with %s",
  async (_name, text) => {
    const namespace = await test.namespace();
    await namespace.apply(readManifests(text).manifests);
    const wait = namespace.until({
      what: "a pod",
      kinds: ["Deployment", "Pod"],
      deadlineMs: 20_000,
      probe({ Deployment, Pod }) {
        if (Pod.length > 0) return true;
        const conditions = Deployment[0]?.status?.conditions ?? [];
        return conditions.find(({ type }) => type === "ReplicaFailure")?.message ?? "nothing yet";
      },
      hopeless: ({ Deployment }) =>
        Deployment[0]?.status?.conditions?.find(({ type }) => type === "ReplicaFailure")?.message,
    });
    await expect(wait).rejects.toMatchObject({
      received: expect.stringContaining('violates PodSecurity "baseline:latest"'),
    });
  },
);
