import { spawnSync } from "node:child_process";
import { pin } from "../../src/engines/process.ts";
import { interleaved, type Measurement, median } from "../measure.ts";
import { serve } from "../servers.ts";

/** From exec to the first 200, against a Node that does nothing. */
export async function coldStart(): Promise<Measurement[]> {
  const bare = [...pin(0), process.execPath, "-e", "0"];
  const found = await interleaved(7, {
    api: async () => {
      const start = performance.now();
      const api = await serve("fastify");
      const milliseconds = performance.now() - start;
      await api.stop();
      return milliseconds;
    },
    node: async () => {
      const start = performance.now();
      const [command = "", ...args] = bare;
      spawnSync(command, args);
      return performance.now() - start;
    },
  });
  const api = median(found.api?.slice(1) ?? []);
  const node = median(found.node?.slice(1) ?? []);
  return [
    {
      what: "cold start, exec to first 200",
      value: api / 1000,
      unit: "s",
      target: "≤ 0.6",
      met: api <= 600,
      detail: { milliseconds: { api, bareNode: node }, ratioToBareNode: api / node, rounds: found },
    },
  ];
}
