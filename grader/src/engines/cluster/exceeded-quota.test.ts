import { expect, it } from "vitest";
import { exceededQuota } from "./exceeded-quota.ts";

it("says how much a quota leaves, of how much, and what was asked for", () => {
  const message =
    'pods "api-1" is forbidden: exceeded quota: team, requested: requests.cpu=150m,requests.memory=256Mi, ' +
    "used: requests.cpu=470m,requests.memory=864Mi, limited: requests.cpu=500m,requests.memory=1Gi";
  expect(exceededQuota(message)).toEqual({
    quota: "team",
    resources: ["requests.cpu", "requests.memory"],
    words:
      "the quota team has 30m of 500m requests.cpu left, and a pod asks for 150m; " +
      "0.156Gi of 1Gi requests.memory left, and a pod asks for 256Mi",
  });
});

it.each([
  ["pods=1", "pods=3", "pods=3", "0 of 3 pods left, and a pod asks for 1"],
  ["requests.cpu=2", "requests.cpu=500m", "requests.cpu=1", "0.5 of 1 requests.cpu left"],
  ["limits.memory=64Mi", "limits.memory=2Gi", "limits.memory=1Gi", "0Gi of 1Gi"],
])("reads %s, with %s used of %s", (requested, used, limited, words) => {
  const message = `exceeded quota: q, requested: ${requested}, used: ${used}, limited: ${limited}`;
  expect(exceededQuota(message)?.words).toContain(words);
});

it("leaves other refusals alone", () => {
  const message = "failed quota: team: must specify limits.memory for: redis";
  expect(exceededQuota(message)).toBeUndefined();
});
