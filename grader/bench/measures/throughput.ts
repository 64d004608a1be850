import { interleaved, type Measurement, median } from "../measure.ts";
import { fullFeatures } from "../payload.ts";
import { PEAK_TOOL, peak } from "../peak.ts";
import { withServers } from "../servers.ts";

/** Full-feature /predict against a no-op that validates the same body. */
export async function throughput(seconds: number): Promise<Measurement[]> {
  return withServers(["noop", "fastify", "express"], async (servers) => {
    const body = JSON.stringify(fullFeatures(0));
    const load = (name: string) => () =>
      peak({ url: `${servers[name]?.url}/predict`, body, connections: 64, seconds });
    await interleaved(1, {
      noop: load("noop"),
      fastify: load("fastify"),
      express: load("express"),
    });
    const found = await interleaved(5, {
      noop: load("noop"),
      fastify: load("fastify"),
      express: load("express"),
    });
    const rates = Object.fromEntries(
      Object.entries(found).map(([name, values]) => [name, Math.round(median(values))]),
    );
    const ratio = (rates.fastify ?? 0) / (rates.noop ?? 1);
    return [
      {
        what: "full-feature /predict on Fastify against a Fastify no-op with the same schema",
        value: ratio,
        unit: "of its requests/s",
        target: "≥ 0.70",
        met: ratio >= 0.7,
        detail: { requestsPerSecond: rates, tool: PEAK_TOOL, rounds: found },
      },
    ];
  });
}
