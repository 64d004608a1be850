import autocannon from "autocannon";
import type { Measurement } from "../measure.ts";
import { fullFeatures } from "../payload.ts";
import { withServers } from "../servers.ts";

const STEPS = 20;
const REQUESTS = 100_000;

/** Resident memory over 100,000 requests: small, and flat in the second half. */
export async function memory(): Promise<Measurement[]> {
  return withServers(["fastify"], async (servers) => {
    const base = servers.fastify?.url ?? "";
    const resident = async () => {
      const text = await (await fetch(`${base}/metrics`)).text();
      return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1e6;
    };
    const megabytes: number[] = [];
    for (let step = 0; step < STEPS; step += 1) {
      await autocannon({
        url: `${base}/predict`,
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(fullFeatures(step)),
        connections: 32,
        amount: REQUESTS / STEPS,
      });
      megabytes.push(await resident());
    }
    const half = megabytes.slice(STEPS / 2);
    const mean = half.reduce((a, b) => a + b, 0) / half.length;
    const swing = Math.max(...half.map((value) => Math.abs(value - mean) / mean));
    const last = megabytes.at(-1) ?? Number.NaN;
    return [
      {
        what: "resident memory after 100,000 requests",
        value: last,
        unit: "MB",
        target: "≤ 150",
        met: last <= 150,
        detail: { megabytes },
      },
      {
        what: "resident memory in the second half of them, largest distance from its mean",
        value: swing * 100,
        unit: "%",
        target: "≤ 3",
        met: swing <= 0.03,
        detail: { megabytes: half },
      },
    ];
  });
}
