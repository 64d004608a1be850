import autocannon from "autocannon";
import { interleaved, type Measurement, median } from "../measure.ts";
import { fullFeatures } from "../payload.ts";
import { withServers } from "../servers.ts";

const PEAK_CONNECTIONS = 64;

interface Goodput {
  perSecond: number;
  perConnection: number[];
}

async function closedLoop(url: string, connections: number, duration: number): Promise<Goodput> {
  const counts: number[] = [];
  const instance = autocannon({
    url,
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fullFeatures(0)),
    connections,
    duration,
    timeout: 30,
    setupClient(client) {
      const index = counts.push(0) - 1;
      client.on("response", (status) => {
        if (status === 200) counts[index] = (counts[index] ?? 0) + 1;
      });
    },
  });
  const { duration: seconds } = await instance;
  return { perSecond: counts.reduce((a, b) => a + b, 0) / seconds, perConnection: counts };
}

/** Ten times the connections of the peak, closed loop: goodput holds and nobody starves. */
export async function overloadCheap(seconds: number): Promise<Measurement[]> {
  return withServers(["fastify"], async (servers) => {
    const url = `${servers.fastify?.url}/predict`;
    let worst = 1;
    await closedLoop(url, PEAK_CONNECTIONS, seconds);
    const found = await interleaved(3, {
      peak: async () => (await closedLoop(url, PEAK_CONNECTIONS, seconds)).perSecond,
      tenfold: async () => {
        const { perSecond, perConnection } = await closedLoop(url, 10 * PEAK_CONNECTIONS, seconds);
        const mean = perConnection.reduce((a, b) => a + b, 0) / perConnection.length;
        worst = Math.min(worst, Math.min(...perConnection) / mean);
        return perSecond;
      },
    });
    const ratio = median(found.tenfold ?? []) / median(found.peak ?? []);
    return [
      {
        what: "overload, cheap model: goodput with 640 connections against 64",
        value: ratio,
        unit: "of peak goodput",
        target: "≥ 0.9",
        met: ratio >= 0.9,
        detail: { perSecond: found },
      },
      {
        what: "overload, cheap model: answers on the worst of 640 connections against the mean",
        value: worst,
        unit: "of the mean",
        target: "≥ 0.2 (none starves)",
        met: worst >= 0.2,
        detail: {},
      },
    ];
  });
}
