import { rm } from "node:fs/promises";
import path from "node:path";
import { ROOT } from "../../src/course/root.ts";
import { build } from "../../src/engines/docker/build.ts";
import { Container } from "../../src/engines/docker/container.ts";
import { newRunId } from "../../src/engines/docker/run-id.ts";
import { LIMITED } from "../../src/engines/docker/run-options.ts";
import { serves } from "../../src/engines/docker/serving.ts";
import { removeRun } from "../../src/engines/docker/sweep.ts";
import { openLoop, percentileMs } from "../../src/engines/load/index.ts";
import { SUPPLIED_API } from "../../src/grade/chosen-api.ts";
import { copyContext } from "../../src/grade/context-copy.ts";
import { type Measurement, median } from "../measure.ts";
import { fullFeatures } from "../payload.ts";
import { withServers } from "../servers.ts";

const PLACE = "solutions/02-docker";
const RATE = 200;
const ROUNDS = 8;

/** The latency of exercise 2's container, with its limits, against the same API as a bare process. */
export async function container(seconds: number): Promise<Measurement[]> {
  const run = newRunId();
  try {
    const image = await buildImage(run);
    const started = await Container.start(image, run, {
      ...LIMITED,
      cpuset: "0",
      environment: { LOG_LEVEL: "silent" },
    });
    await serves(started);
    return await withServers(["fastify"], (servers) =>
      compare({ bare: servers.fastify?.url ?? "", container: started.url }, seconds),
    );
  } finally {
    await removeRun(run);
  }
}

async function buildImage(run: string): Promise<string> {
  const context = await copyContext({ run, folder: path.join(ROOT, PLACE), place: PLACE });
  try {
    const { reference } = await build({
      run,
      context,
      dockerfile: path.join(context, PLACE, "Dockerfile"),
      tag: "bench",
      args: { APP: SUPPLIED_API.workspace },
    });
    return reference;
  } finally {
    await rm(context, { recursive: true, force: true });
  }
}

async function compare(
  urls: Readonly<Record<"bare" | "container", string>>,
  seconds: number,
): Promise<Measurement[]> {
  const body = JSON.stringify(fullFeatures(0));
  const found = { bare: [] as number[], container: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const which of ["bare", "container"] as const) {
      const { latency } = await openLoop({
        url: `${urls[which]}/predict`,
        body,
        rate: RATE,
        seconds,
      });
      if (round > 0) found[which].push(percentileMs(latency, 99));
    }
  }
  const ratio = median(found.container) / median(found.bare);
  return [
    {
      what: `p99 at ${RATE} req/s of exercise 2's container against the bare process`,
      value: ratio,
      unit: "× its latency",
      target: "≤ 1.5",
      met: ratio <= 1.5,
      detail: { rounds: found },
    },
  ];
}
