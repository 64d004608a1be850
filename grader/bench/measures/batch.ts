import type { ApiProcess } from "../../src/engines/process.ts";
import { interleaved, type Measurement, median } from "../measure.ts";
import { fullFeatures, idsAlone } from "../payload.ts";
import { peak } from "../peak.ts";
import { withServers } from "../servers.ts";

const ITEMS = 1000;

/** Rows a second of 1,000-item batches against single requests. */
export async function batch(seconds: number): Promise<Measurement[]> {
  const compare = async (servers: Record<string, ApiProcess>) => {
    const base = servers.fastify?.url ?? "";
    const kinds = { "all features given": [fullFeatures, 5], "ids alone": [idsAlone, 10] } as const;
    const measurements: Measurement[] = [];
    for (const [kind, [make, target]] of Object.entries(kinds)) {
      const items = Array.from({ length: ITEMS }, (_, index) => make(index));
      const load = (path: string, body: unknown, connections: number) => () =>
        peak({ url: base + path, body: JSON.stringify(body), connections, seconds });
      const found = await interleaved(4, {
        single: load("/predict", make(0), 64),
        batch: load("/predict/batch", { items }, 16),
      });
      const single = median(found.single?.slice(1) ?? []);
      const batched = median(found.batch?.slice(1) ?? []) * ITEMS;
      measurements.push({
        what: `a 1,000-item batch against single requests, ${kind}`,
        value: batched / single,
        unit: "× their rows/s",
        target: `≥ ${target}`,
        met: batched / single >= target,
        detail: { rowsPerSecond: { single, batch: batched } },
      });
    }
    return measurements;
  };
  // Peaks are measured here, not admission: four batches wait for one another and none is refused.
  return withServers(["fastify"], compare, { QUEUE_MS: "10000", DEADLINE_MS: "10000" });
}
