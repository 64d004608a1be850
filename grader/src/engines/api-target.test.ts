import { expect, it } from "vitest";
import { apiTarget } from "./api-target.ts";
import { freePort } from "./free-port.ts";

const call = { method: "GET", path: "/health/live" } as const;

it("tells of a process that ended how, and what it said last", async () => {
  const port = await freePort();
  const served = { url: `http://127.0.0.1:${port}`, port, ended: () => "exit code 1" };
  await expect(
    apiTarget(served, () => ["Error: third request"]).request(call),
  ).rejects.toMatchObject({
    expected: "an answer to GET /health/live",
    received: "ECONNREFUSED (the process ended: exit code 1)",
    evidence: { lines: ["Error: third request"] },
  });
});

it("tells of one that runs what came of the request alone", async () => {
  const port = await freePort();
  const served = { url: `http://127.0.0.1:${port}`, port, ended: () => undefined };
  const failure = await apiTarget(served, () => ["noise"])
    .request(call)
    .catch((error) => error);
  expect(failure).toMatchObject({ received: "ECONNREFUSED" });
  expect(failure).not.toHaveProperty("evidence");
});
