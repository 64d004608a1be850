import { setTimeout as sleep } from "node:timers/promises";
import { type OpenLoopResult, openLoop, percentileMs } from "../../src/engines/load/index.ts";
import type { Measurement } from "../measure.ts";
import { fullFeatures } from "../payload.ts";
import { withServers } from "../servers.ts";

const CAPACITY = 1000 / 2;

const okPerSecond = (result: OpenLoopResult, seconds: number) =>
  (result.statuses.get(200) ?? 0) / seconds;

/** A model of 2 ms a row at three times its capacity: goodput holds, refusals are quick, calm returns. */
export async function overloadDear(seconds: number): Promise<Measurement[]> {
  return withServers(["dear"], async (servers) => {
    const url = `${servers.dear?.url}/predict`;
    const body = JSON.stringify(fullFeatures(0));
    const load = (rate: number, time = seconds) =>
      openLoop({ url, body, rate, seconds: time, connections: 2000 });
    await load(CAPACITY / 2, 2);
    const calm = await load(CAPACITY / 2);
    const peaks: number[] = [];
    for (const share of [0.9, 1, 1.1])
      peaks.push(okPerSecond(await load(CAPACITY * share), seconds));
    const peak = Math.max(...peaks);
    await sleep(1000);
    const over = await load(3 * CAPACITY);
    await sleep(2000);
    const after = await load(CAPACITY / 2);

    const goodput = okPerSecond(over, seconds) / peak;
    const refusals = over.statuses.get(503) ?? 0;
    const others = [...over.statuses].filter(([status]) => status !== 200 && status !== 503);
    const slowest = percentileMs(over.refused, 99.9);
    const recovery = percentileMs(after.latency, 99) / percentileMs(calm.latency, 99);
    const statuses = Object.fromEntries(over.statuses);
    return [
      {
        what: "overload, dear model (2 ms a row) at 3 × capacity: goodput",
        value: goodput,
        unit: "of peak goodput",
        target: "≥ 0.9",
        met: goodput >= 0.9,
        detail: { peaks, statuses },
      },
      {
        what: "overload, dear model: refusals that are not a 503 with Retry-After",
        value: others.reduce((sum, [, count]) => sum + count, 0) + over.withoutRetryAfter,
        unit: `of ${refusals} refusals`,
        target: "0",
        met: others.length === 0 && over.withoutRetryAfter === 0 && refusals > 0,
        detail: { statuses },
      },
      {
        what: "overload, dear model: p99.9 of the time to a refusal",
        value: slowest,
        unit: "ms",
        target: "≤ 50",
        met: slowest <= 50,
        detail: { maximum: percentileMs(over.refused, 100), p50: percentileMs(over.refused, 50) },
      },
      {
        what: "overload, dear model: p99 from 2 s after its end against before it",
        value: recovery,
        unit: "× its latency",
        target: "≤ 1.5",
        met: recovery <= 1.5,
        detail: {
          before: percentileMs(calm.latency, 99),
          after: percentileMs(after.latency, 99),
        },
      },
    ];
  });
}
