import autocannon from "autocannon";
import { interleaved, type Measurement, median } from "../measure.ts";
import { fullFeatures } from "../payload.ts";
import { PEAK_TOOL, peak } from "../peak.ts";
import { withServers } from "../servers.ts";

const PEAK_CONNECTIONS = 64;
const CROWD = 10 * PEAK_CONNECTIONS;
/** What is under way when a round ends is not counted, and in a short round a crowd's is much. */
const LEAST_SECONDS = 8;

/** The connection with the fewest answers against the mean of all. */
async function worstConnection(url: string, body: string, duration: number): Promise<number> {
  const counts: number[] = [];
  await autocannon({
    url,
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
    connections: CROWD,
    duration,
    timeout: 30,
    setupClient(client) {
      const index = counts.push(0) - 1;
      client.on("response", (status) => {
        if (status === 200) counts[index] = (counts[index] ?? 0) + 1;
      });
    },
  });
  return (Math.min(...counts) * counts.length) / counts.reduce((a, b) => a + b, 0);
}

/** Ten times the connections of the peak, closed loop: goodput holds and nobody starves. */
export async function overloadCheap(seconds: number): Promise<Measurement[]> {
  return withServers(["fastify"], async (servers) => {
    const url = `${servers.fastify?.url}/predict`;
    const body = JSON.stringify(fullFeatures(0));
    const round = Math.max(seconds, LEAST_SECONDS);
    const load = (connections: number) => () => peak({ url, body, connections, seconds: round });
    const found = await interleaved(4, { peak: load(PEAK_CONNECTIONS), tenfold: load(CROWD) });
    const ratio = median(found.tenfold?.slice(1) ?? []) / median(found.peak?.slice(1) ?? []);
    const worst = await worstConnection(url, body, seconds);
    return [
      {
        what: "overload, cheap model: goodput with 640 connections against 64",
        value: ratio,
        unit: "of peak goodput",
        target: "≥ 0.9",
        met: ratio >= 0.9,
        detail: { perSecond: found, seconds: round, tool: PEAK_TOOL },
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
