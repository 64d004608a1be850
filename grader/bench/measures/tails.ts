import { openLoop, percentileMs } from "../../src/engines/load/index.ts";
import { type Measurement, median } from "../measure.ts";
import { fullFeatures } from "../payload.ts";
import { withServers } from "../servers.ts";

const RATE = 1000;
/** Many short rounds: a stall of the machine then spoils one of them, and their median holds. */
const ROUNDS = 15;

/**
 * Latency at 1,000 requests a second, timed from the intended send, against the no-op.
 * @param seconds of a third of the rounds
 */
export async function tails(seconds: number): Promise<Measurement[]> {
  return withServers(["noop", "fastify"], async (servers) => {
    const body = JSON.stringify(fullFeatures(0));
    const found: Record<string, { p50: number[]; p99: number[] }> = {};
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const name of ["noop", "fastify"]) {
        const url = `${servers[name]?.url}/predict`;
        const { latency } = await openLoop({ url, body, rate: RATE, seconds: seconds / 3 });
        if (round === 0) continue;
        const entry = found[name] ?? { p50: [], p99: [] };
        entry.p50.push(percentileMs(latency, 50));
        entry.p99.push(percentileMs(latency, 99));
        found[name] = entry;
      }
    }
    const of = (name: string, which: "p50" | "p99") => median(found[name]?.[which] ?? []);
    const measurements: Measurement[] = (["p50", "p99"] as const).map((which) => {
      const ratio = of("fastify", which) / of("noop", which);
      return {
        what: `${which} at 1,000 req/s open loop against the no-op`,
        value: ratio,
        unit: "× its latency",
        target: "≤ 2",
        met: ratio <= 2,
        detail: {
          milliseconds: { fastify: of("fastify", which), noop: of("noop", which) },
          rounds: found,
        },
      };
    });
    const p99 = of("fastify", "p99");
    return [
      ...measurements,
      {
        what: "p99 at 1,000 req/s open loop",
        value: p99,
        unit: "ms",
        target: "< 5",
        met: p99 < 5,
        detail: { rounds: found.fastify?.p99 },
      },
    ];
  });
}
