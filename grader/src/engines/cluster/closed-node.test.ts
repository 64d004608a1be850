import type { V1Node, V1Taint } from "@kubernetes/client-node";
import { expect, it } from "vitest";
import { whyClosed } from "./closed-node.ts";

const READY = { type: "Ready", status: "True" };

function node(spec: V1Node["spec"] = {}, ready: object = READY): V1Node {
  return { metadata: { name: "one" }, spec, status: { conditions: [{ ...READY, ...ready }] } };
}

const tainted = (key: string, effect: string, value?: string) => {
  const taint: V1Taint = { key, effect, ...(value !== undefined && { value }) };
  return node({ taints: [taint] });
};

it("finds nothing where a node takes pods, if it would rather not too", () => {
  expect(whyClosed(node())).toBeUndefined();
  expect(whyClosed(tainted("busy", "PreferNoSchedule"))).toBeUndefined();
});

it.each([
  [
    "cordoned",
    node({
      unschedulable: true,
      taints: [{ key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" }],
    }),
    "one is cordoned",
    "kubectl uncordon one",
  ],
  [
    "not ready",
    node({}, { status: "False", reason: "KubeletNotReady", message: "no CNI" }),
    "one is not ready (KubeletNotReady: no CNI)",
    "kubectl describe node",
  ],
  [
    "out of disk",
    tainted("node.kubernetes.io/disk-pressure", "NoSchedule"),
    "one has too little disk (taint node.kubernetes.io/disk-pressure:NoSchedule)",
    "docker image prune",
  ],
  [
    "a control plane",
    tainted("node-role.kubernetes.io/control-plane", "NoSchedule"),
    "one has the taint node-role.kubernetes.io/control-plane:NoSchedule",
    "kubectl taint nodes one node-role.kubernetes.io/control-plane:NoSchedule-",
  ],
  [
    "somebody's own",
    tainted("for", "NoExecute", "gpu"),
    "one has the taint for=gpu:NoExecute",
    "kubectl taint nodes one for:NoExecute-",
  ],
])("says why a node that is %s takes none, and the cure", (_name, closed, reason, cure) => {
  expect(whyClosed(closed)).toEqual({ reason, cure: expect.stringContaining(cure) });
});
