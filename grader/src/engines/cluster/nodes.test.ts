import type { V1Node } from "@kubernetes/client-node";
import { expect, it } from "vitest";
import { openNodes } from "./nodes.ts";

const status = { conditions: [{ type: "Ready", status: "True" }] };
const open: V1Node = { metadata: { name: "open" }, status };
const cordoned: V1Node = { metadata: { name: "shut" }, spec: { unschedulable: true }, status };
const lost: V1Node = { metadata: { name: "lost" } };

it("takes those that take pods", () => {
  expect(openNodes("kind-one", [cordoned, open])).toEqual([open]);
});

it("says of each why there is none, and the cures", () => {
  expect(() => openNodes("kind-one", [cordoned, lost])).toThrow(
    expect.objectContaining({
      name: "NotRun",
      message: "No node of the cluster kind-one takes pods: shut is cordoned; lost is not ready",
      cure: expect.stringMatching(/^Open it by kubectl uncordon shut\. See kubectl describe node/),
    }),
  );
});
