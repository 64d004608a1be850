import { describe, expect, it } from "vitest";
import { CheckFailure } from "../../checks/check-failure.ts";
import { rolledOut } from "./rollout.ts";
import { clusterTest } from "./testing/cluster.ts";
import { deployment, SERVER } from "./testing/deployment.ts";

const test = clusterTest();

const quota = {
  apiVersion: "v1",
  kind: "ResourceQuota",
  metadata: { name: "small" },
  spec: { hard: { "requests.cpu": "100m" } },
};
const missing = { configMapRef: { name: "settings" } };

/** What is deployed, and what is to be told of it: in the message, and in the evidence. */
const CASES = [
  {
    name: "an image that is not there",
    container: { image: "workshop-nowhere:1", imagePullPolicy: "Never" },
    told: /ErrImageNeverPull: the image .*workshop-nowhere:1 is not on the node.*Load the image/,
  },
  {
    name: "an image that cannot be fetched",
    container: { image: "127.0.0.1:1/nowhere:1", imagePullPolicy: "Always" },
    told: /ImagePull\w*: the node cannot fetch the image 127.0.0.1:1\/nowhere:1/,
    deadlineMs: 60_000,
  },
  {
    name: "a process that ends",
    script: 'console.log("no model"); process.exit(3)',
    told: /CrashLoopBackOff: the container api ended with exit code 3, and was restarted/,
    evidence: /no model/,
    deadlineMs: 60_000,
  },
  {
    name: "a process that takes more memory than it may",
    script: "const all = []; for (;;) all.push(Buffer.alloc(1e7, 1));",
    container: { resources: { limits: { memory: "64Mi" } } },
    told: /OOMKilled: the container api ended with exit code 137 \(out of memory.*Raise resources/,
    deadlineMs: 60_000,
  },
  {
    name: "a command that is not in the image",
    container: { command: ["--requirepass"] },
    told: /: StartError: the container api cannot be started: .*"--requirepass".*Compare command and args/,
    deadlineMs: 60_000,
  },
  {
    name: "a ConfigMap that is not there",
    container: { envFrom: [missing] },
    told: /CreateContainerConfigError: .* configmap "settings" not found.*Names and keys/,
  },
  {
    name: "more than any node has",
    container: { resources: { requests: { cpu: "900" } } },
    told: /Unschedulable: no node takes it: .*Insufficient cpu.*Lower resources.requests/,
    deadlineMs: 6000,
  },
  {
    name: "more than the quota leaves",
    container: { resources: { requests: { cpu: "200m" } } },
    beside: quota,
    told: /api: FailedQuota: no pod may be made: the quota small has 100m of 100m requests.cpu left, and a pod asks for 200m. Lower resources/,
  },
  {
    name: "no word of what the quota counts",
    container: { resources: {} },
    beside: quota,
    told: /api: FailedQuota: no pod may be made: .*failed quota: small: must specify requests.cpu for: api. .*every container must say/,
  },
  {
    name: "a pod that the policy forbids",
    container: { securityContext: { privileged: true } },
    told: /api: PodSecurity: no pod may be made: .*violates PodSecurity.*privileged.*Set each field/,
  },
  {
    name: "a probe that fails",
    script: SERVER.replace("s.end(", "s.statusCode = 503; s.end("),
    container: { readinessProbe: { httpGet: { path: "/ready", port: 8000 }, periodSeconds: 1 } },
    told: /ReadinessProbeFailed: Readiness probe failed: HTTP probe failed with statuscode: 503/,
    evidence: /\/ready/,
    deadlineMs: 8000,
  },
] as const;

describe.concurrent("a wait for what never happens", { timeout: 120_000 }, () => {
  it.each(CASES)("tells $name", async (each) => {
    const { container, script, beside, evidence, deadlineMs } = {
      container: {},
      script: SERVER,
      beside: undefined,
      evidence: / /,
      deadlineMs: 20_000,
      ...each,
    };
    const namespace = await test.namespace("restricted");
    const manifest = deployment({ image: await test.image(), script, container });
    await namespace.apply([...(beside ? [beside] : []), manifest]);
    const wait = namespace.until({ ...rolledOut("api"), deadlineMs });
    const error: unknown = await wait.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CheckFailure);
    const failure = error as CheckFailure;
    expect(failure.expected).toBe(`Deployment api to be rolled out within ${deadlineMs / 1000} s`);
    expect(failure.received).toMatch(each.told);
    expect(failure.evidence.lines?.join("\n")).toMatch(evidence);
    expect(failure.evidence.lines?.join("\n")).toMatch(/^event: /m);
  });
});
