import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pin } from "../process.ts";
import { isAlive } from "../processes.ts";
import { type LoadClient, startLoadClient } from "./client.ts";
import { percentileMs } from "./open-loop.ts";

const NOBODY = "http://127.0.0.1:9/";

describe("startLoadClient", () => {
  let client: LoadClient;
  beforeAll(() => {
    client = startLoadClient({ cpu: 0 });
  });
  afterAll(() => client.stop());

  it("is on schedule while its parent's event loop stands still", async () => {
    await client.openLoop({ url: NOBODY, rate: 10, seconds: 0.1 });
    const load = client.openLoop({ url: NOBODY, rate: 100, seconds: 1.5 });
    await sleep(100);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1300);
    expect(percentileMs((await load).lateness, 100)).toBeLessThan(1000);
  });

  it("carries a body factory's bodies and the result across", async () => {
    const result = await client.openLoop({
      url: NOBODY,
      rate: 100,
      seconds: 0.1,
      body: (index) => `${index}`,
    });
    expect(result.sent).toBe(10);
    expect(result.statuses).toEqual(new Map([[0, 10]]));
    expect(result.lateness.totalCount).toBe(10);
  });

  it("passes on what went wrong", async () => {
    await expect(client.openLoop({ url: "nowhere", rate: 1, seconds: 1 })).rejects.toThrow(
      "The load client failed: Invalid URL",
    );
  });

  it("stays on the CPU it was given", (context) => {
    if (pin(0).length === 0) context.skip("not run: this system cannot pin a process to a CPU");
    const status = readFileSync(`/proc/${client.pid}/status`, "utf8");
    expect(status).toMatch(/^Cpus_allowed_list:\s+0$/m);
  });
});

it("is gone after stop, and the load that was under way has failed", async () => {
  const client = startLoadClient();
  const load = client.openLoop({ url: NOBODY, rate: 1, seconds: 60 });
  const failed = expect(load).rejects.toThrow("The load client ended with SIGKILL.");
  await client.stop();
  await failed;
  expect(isAlive(client.pid ?? 0)).toBe(false);
  await expect(client.openLoop({ url: NOBODY, rate: 1, seconds: 1 })).rejects.toThrow(
    "The load client has ended.",
  );
});
