import { describe, expect, it } from "vitest";
import { pathOfField } from "../manifest.ts";
import { judgeManifests } from "./judge-manifests.ts";
import { ManifestsRefused } from "./manifests-refused.ts";
import { readManifests } from "./read-manifests.ts";

const ALLOWED = { namespace: "graded", images: ["workshop-run-1:submission", "redis:7-bookworm"] };

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 3
  selector: { matchLabels: { app: api } }
  template:
    metadata: { labels: { app: api } }
    spec:
      serviceAccountName: api
      containers:
        - name: api
          image: workshop-run-1:submission
          securityContext:
            allowPrivilegeEscalation: false
            capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }
          volumeMounts: [{ name: config, mountPath: /config }]
      volumes:
        - name: config
          configMap: { name: api, defaultMode: 0444 }
        - name: scratch
          emptyDir: {}
`;

const object = (apiVersion: string, kind: string, rest: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: it }\n${rest}\n`;

const JOB = `spec:
  activeDeadlineSeconds: 60
  template:
    spec:
      restartPolicy: Never
      containers: [{ name: one, image: redis:7-bookworm, resources: { limits: { memory: 64Mi, cpu: 1 } } }]
`;
const ROLE = 'rules: [{ apiGroups: [""], resources: [configmaps], verbs: [get] }]';
const BINDING = `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: it }
subjects: [{ kind: ServiceAccount, name: api, namespace: graded }]`;
const RBAC = "rbac.authorization.k8s.io/v1";

function reasonsOf(text: string): readonly string[] {
  try {
    const { manifests, placeOf } = readManifests(text);
    judgeManifests(manifests, placeOf, ALLOWED);
  } catch (error) {
    expect(error).toBeInstanceOf(ManifestsRefused);
    return (error as ManifestsRefused).reasons;
  }
  return [];
}

describe("judgeManifests", () => {
  it("lets by what an exercise needs, and knows its lines", () => {
    const text = [
      DEPLOYMENT,
      object("v1", "Service", "spec: { selector: { app: api }, ports: [{ port: 80 }] }"),
      object("batch/v1", "Job", JOB),
      object(RBAC, "Role", ROLE),
      object(RBAC, "RoleBinding", BINDING),
      object("autoscaling/v2", "HorizontalPodAutoscaler", "spec: { maxReplicas: 5 }"),
      object("policy/v1", "PodDisruptionBudget", "spec: { minAvailable: 1 }"),
    ].join("---\n");
    const { manifests, placeOf } = readManifests(text);
    judgeManifests(manifests, placeOf, ALLOWED);
    expect(manifests.map(({ kind }) => kind)).toHaveLength(7);
    const [deployment] = manifests;
    if (!deployment) throw new Error("nothing was read");
    const image = pathOfField("spec.template.spec.containers[0].image");
    expect(placeOf(deployment, image)).toBe("line 14");
    expect(placeOf(deployment, ["kind"])).toBe("line 2");
    expect(JSON.stringify(deployment)).toContain('"defaultMode":292');
  });

  it.each([
    ["replicas: 3", "replicas: 30", 6, /asks for 30 pods/],
    [
      "  name: api\n",
      "  name: api\n  namespace: kube-system\n",
      5,
      /namespace kube-system; it is graded in graded/,
    ],
    ["  name: api\n", "  name: api\n  finalizers: [example.com/stay]\n", 5, /could not be deleted/],
    ["  name: api\n", "  generateName: api\n", 3, /no metadata.name/],
    ["serviceAccountName: api", "hostNetwork: true", 11, /hostNetwork/],
    ["serviceAccountName: api", "hostPID: yes", 11, /hostPID/],
    ["serviceAccountName: api", "nodeName: one", 11, /scheduler/],
    ["serviceAccountName: api", "priorityClassName: system-node-critical", 11, /priority/],
    ["image: workshop-run-1:submission", "image: busybox", 14, /runs busybox in api/],
    [
      "workshop-run-1:submission\n",
      "workshop-run-1:submission\n          ports: [{ hostPort: 80 }]\n",
      15,
      /port 80 of the node/,
    ],
    ["allowPrivilegeEscalation: false", "privileged: true", 16, /all rights on the node/],
    ["add: [NET_BIND_SERVICE]", "add: [SYS_ADMIN]", 17, /SYS_ADMIN/],
    [
      "allowPrivilegeEscalation: false",
      "seccompProfile: { type: Unconfined }",
      16,
      /switches protection off/,
    ],
    ["emptyDir: {}", "hostPath: { path: / }", 23, /mounts \/ of the node/],
    ["emptyDir: {}", "nfs: { server: a, path: / }", 23, /not the namespace's own \(nfs\)/],
  ])("refuses %j as %j, with the line", (from, to, line, reason) => {
    const text = DEPLOYMENT.replace(from, to);
    expect(text).not.toBe(DEPLOYMENT);
    const [first = ""] = reasonsOf(text);
    expect(first).toMatch(new RegExp(`^line ${line}: Deployment (api|without a name) `));
    expect(first).toMatch(reason);
  });

  it.each([
    [
      object(RBAC, "ClusterRole", 'rules: [{ verbs: ["*"] }]'),
      /line 2: ClusterRole it gives rights/,
    ],
    [object(RBAC, "ClusterRoleBinding", ""), /whole cluster/],
    [
      object("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", ""),
      /block the API/,
    ],
    [object("apiextensions.k8s.io/v1", "CustomResourceDefinition", ""), /changes the API/],
    [object("v1", "Namespace", ""), /leave it to whoever deploys/],
    [object("v1", "List", `items: [{ kind: ClusterRole }]`), /hides its objects/],
    [object("v1", "Pod", "spec: { hostPID: true }"), /a Deployment keeps it/],
    [object("apps/v1", "DaemonSet", ""), /every node/],
    [object("extensions/v1beta1", "Deployment", ""), /it is in apps\/v1/],
    [object("example.com/v1", "Strange", ""), /not among the kinds/],
    ["just: text\n", /an object without a kind/],
    [object("v1", "Service", "spec: { externalIPs: [192.0.2.1] }"), /other addresses/],
    [
      object("v1", "Service", "spec: { type: ExternalName, externalName: example.com }"),
      /ExternalName/,
    ],
    [object(RBAC, "Role", ROLE.replace("get", '"*"')), /allows verbs: \*/],
    [object(RBAC, "Role", ROLE.replace("configmaps", '"*"')), /allows resources: \*/],
    [
      object(RBAC, "RoleBinding", BINDING.replace("kind: Role", "kind: ClusterRole")),
      /binds the ClusterRole/,
    ],
    [
      object(RBAC, "RoleBinding", BINDING.replace("graded", "kube-system")),
      /outside the namespace/,
    ],
    [
      object("batch/v1", "Job", JOB.replace("activeDeadlineSeconds: 60", "parallelism: 1")),
      /without end/,
    ],
    [object("batch/v1", "Job", JOB.replace("memory: 64Mi, ", "")), /no limits/],
    [
      object("batch/v1", "Job", JOB.replace("spec:", "spec:\n  parallelism: 1000")),
      /parallelism: 1000/,
    ],
    [object("autoscaling/v2", "HorizontalPodAutoscaler", "spec: { maxReplicas: 500 }"), /500 pods/],
    ["", /no manifest/],
    ["a: [1\n", /^line \d+: /],
    ["a: 1\na: 2\n", /^line 2: /],
    [`x: ${"y".repeat(1_100_000)}`, /bytes/],
    [Array.from({ length: 51 }, () => object("v1", "ConfigMap", "")).join("---\n"), /51 objects/],
    [billion(), /alias/i],
  ])("refuses %j", (text, reason) => {
    expect(reasonsOf(text)[0]).toMatch(reason);
  });
});

/** Aliases of aliases: a short text that would be a very long one. */
function billion(): string {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const inner = level === 0 ? '"x"' : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array(9).fill(inner).join(", ")}]`;
  });
  return `${levels.join("\n")}\n`;
}
