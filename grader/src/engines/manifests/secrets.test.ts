import { expect, it } from "vitest";
import { secretsWanted } from "./secrets.ts";
import type { Workload } from "./workloads.ts";

it("finds every Secret that pods refer to, with the keys they want", () => {
  const pod = {
    containers: [
      {
        name: "api",
        envFrom: [{ secretRef: { name: "all" } }],
        env: [
          { name: "A", valueFrom: { secretKeyRef: { name: "cache", key: "password" } } },
          { name: "B", valueFrom: { secretKeyRef: { name: "cache", key: "user" } } },
          { name: "C", value: "text" },
        ],
      },
    ],
    initContainers: [
      {
        name: "first",
        env: [{ name: "A", valueFrom: { secretKeyRef: { name: "cache", key: "password" } } }],
      },
    ],
    volumes: [
      { name: "one", secret: { secretName: "file", items: [{ key: "key.pem", path: "key.pem" }] } },
      { name: "two", projected: { sources: [{ secret: { name: "projected" } }] } },
    ],
  };
  const object = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "api" } };
  const at = { template: ["spec", "template"], pod: ["spec", "template", "spec"] };
  const workload: Workload = { object, template: { spec: pod }, pod, at };
  expect(secretsWanted([workload, workload])).toEqual([
    { name: "all", keys: [] },
    { name: "cache", keys: ["password", "user"] },
    { name: "file", keys: ["key.pem"] },
    { name: "projected", keys: [] },
  ]);
});
