import type { V1Deployment } from "@kubernetes/client-node";
import { describe, expect, it } from "vitest";
import { ApplyRefused } from "./apply-refused.ts";
import { readManifests } from "./gate/read-manifests.ts";
import type { RunNamespace } from "./run-namespace.ts";
import { clusterTest } from "./testing/cluster.ts";
import { deployment, SERVICE } from "./testing/deployment.ts";

const test = clusterTest();

async function refusal(namespace: RunNamespace, text: string): Promise<readonly string[]> {
  const { manifests, placeOf } = readManifests(text);
  const error = await namespace.apply(manifests, { placeOf }).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(ApplyRefused);
  return (error as ApplyRefused).reasons;
}

describe("applyAll", () => {
  it("applies again what has changed, and says what the policy warns of", async () => {
    const namespace = await test.namespace();
    const first = deployment({ image: "one", container: { securityContext: {} } });
    const warnings = await namespace.apply([first, SERVICE]);
    expect(warnings.join()).toMatch(
      /^Deployment api: would violate PodSecurity "restricted:latest"/,
    );
    expect(await namespace.apply([deployment({ image: "two" })])).toEqual([]);
    const [set] = await namespace.list<V1Deployment>("Deployment");
    expect(JSON.stringify(set?.spec?.template)).toContain('"image":"two"');
  });

  it("tells what the API server refuses, with the lines, and has applied nothing", async () => {
    const namespace = await test.namespace();
    const service =
      "apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { ports: [{ port: 80 }] }\n";
    const reasons = await refusal(
      namespace,
      `${service}---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ml-model
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: model
          image: one
`,
    );
    expect(reasons.join("\n")).toMatch(
      /^Deployment ml-model \(line 10\): spec\.selector: Required value/m,
    );
    expect(reasons.join("\n")).toMatch(/spec\.template\.metadata\.labels: Invalid value/);
    expect(await namespace.read("Service", "api")).toBeUndefined();
  });

  it("tells fields that are not there", async () => {
    const namespace = await test.namespace();
    const text =
      "apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec:\n  ports:\n    - port: 80\n      tagretPort: 8000\n";
    const reasons = await refusal(namespace, text);
    expect(reasons[0]).toMatch(
      /^Service api \(line 7\): spec\.ports\[0\]\.tagretPort: no such field$/,
    );
  });
});
