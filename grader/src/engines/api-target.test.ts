import { localServer } from "@workshop/serving/testing";
import { expect, it } from "vitest";
import { apiTarget, patientTarget } from "./api-target.ts";
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

it("asks again for two seconds and more where it is told to, and takes a refusal without that", async () => {
  const begun = performance.now();
  const url = await localServer((request, response) => {
    if (request.url === "/never") response.writeHead(503).end();
    else if (performance.now() - begun > 2000) response.end();
    else response.writeHead(503, { "retry-after": "1" }).end();
  });
  const served = { url, port: Number(new URL(url).port), ended: () => undefined };
  const post = (path: string) =>
    patientTarget(served).request({ method: "POST", path, body: "{}" });
  expect((await post("/never")).status).toBe(503);
  expect((await post("/busy")).status).toBe(200);
});
