import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ContractFailure, demand, Random } from "@workshop/serving/http-contract";
import { apiTarget } from "../../engines/api-target.ts";
import { copyModels, replaceFiles } from "../../engines/model/model-folder.ts";
import { repeatTrees } from "../../engines/model/repeat-trees.ts";
import type { ApiProcess } from "../../engines/process.ts";
import type { Check } from "../check.ts";

/** The model is made this many times dearer, so that predicting costs far more than refusing. */
const DEARER = 64;
const ROWS = 128;
const MEASURE_MS = 1500;
const OVERLOAD_SECONDS = 3;
const LATEST_MS = 1000;

const load = async () => ({
  ...(await import("@workshop/models/converter")),
  ...(await import("../../engines/load/open-loop.ts")),
});

export const overloadSheds: Check = {
  id: "overload-sheds",
  title:
    "At three times its capacity the API refuses what it cannot do in time, with 503 and Retry-After",
  step: 6,
  points: 3,
  why: "A queue without bound turns a busy minute into an outage: every answer comes, too late for anybody.",
  hints: [
    "Count what waits for the model; beyond what can be answered soon, say no at once.",
    "A refusal is a 503 with Retry-After, in microseconds; it must not wait in the same queue.",
    "core.predictions throws an ApiError with status and headers; send it by toProblem and problemHeaders.",
  ],
  after: ["batch-same-scores"],
  underLoad: true,
  load,
  deadlineMs: 90_000,
  retry: { times: 1, because: "other programs on this machine may stall the API for a second" },
  mutants: [
    {
      title: "queues without bound",
      edits: {
        "src/server.ts": [
          {
            find: "const config = readConfig();",
            replace:
              "const config = { ...readConfig(), QUEUE_MS: 60_000, QUEUE_ROWS: 10_000_000, DEADLINE_MS: 600_000 };",
          },
        ],
      },
    },
  ],
  async run(context) {
    const { convert, openLoop, percentileMs } = await load();
    const models = await copyModels(path.join(await context.temporaryFolder(), "models"));
    context.progress("making a dear model");
    const text = await readFile(path.join(models.release, "model.txt"), "utf8");
    const dear = repeatTrees(text, DEARER);
    await replaceFiles(models.release, {
      "model.txt": Buffer.from(dear),
      "model.onnx": convert(dear),
    });
    const api = await context.start({ environment: { MODEL_DIR: models.folder } });
    const random = new Random(context.seed);
    const body = () => JSON.stringify({ items: randomIds(ROWS, random) });
    context.progress("measuring its capacity");
    const capacity = await batchesPerSecond(api, body);
    context.progress("sending three times as much");
    const sending = openLoop({
      url: `${api.url}/predict/batch`,
      rate: Math.max(30, 3 * capacity),
      seconds: OVERLOAD_SECONDS,
      body,
    });
    const slowestLive = await slowestLiveDuring(api, sending);
    const { statuses, latency, withoutRetryAfter } = await sending;
    const seen = Object.fromEntries(statuses);
    const others = [...statuses.keys()].filter((status) => status !== 200 && status !== 503);
    demand(others.length === 0, "only 200 and 503 at three times the capacity", seen);
    demand(
      withoutRetryAfter === 0,
      "Retry-After in every 503",
      `${withoutRetryAfter} without, of ${seen[503]}`,
    );
    const late = percentileMs(latency, 99);
    demand(
      (statuses.get(503) ?? 0) > 0 && late <= LATEST_MS,
      `some of the requests to be refused, and 99 of 100 answers within ${LATEST_MS} ms`,
      `${JSON.stringify(seen)}, 99 of 100 answers within ${Math.round(late)} ms`,
    );
    demand((statuses.get(200) ?? 0) > 0, "some of the requests to be answered", seen);
    demand(
      slowestLive <= LATEST_MS,
      `GET /health/live within ${LATEST_MS} ms meanwhile`,
      `${Math.round(slowestLive)} ms`,
    );
    return {
      lines: [
        `capacity ${capacity.toFixed(0)} batches of ${ROWS} a second; at three times that:`,
        `statuses ${JSON.stringify(seen)}, p99 of the answers ${late.toFixed(0)} ms`,
      ],
    };
  },
};

function randomIds(count: number, random: Random) {
  return Array.from({ length: count }, () => ({
    user_id: random.integer(1, 943),
    movie_id: random.integer(1, 1682),
  }));
}

/** Batches a second that come back from two callers who wait for their answers. */
async function batchesPerSecond(api: ApiProcess, body: () => string): Promise<number> {
  const target = apiTarget(api);
  const headers = { "content-type": "application/json" };
  const start = performance.now();
  let answered = 0;
  async function caller(): Promise<void> {
    while (performance.now() - start < MEASURE_MS) {
      const call = { method: "POST", path: "/predict/batch", headers, body: body() };
      const { status } = await target.request(call);
      if (status === 200) answered += 1;
      else if (status !== 503) {
        throw new ContractFailure(`200 or 503 for a batch of ${ROWS}`, String(status));
      }
    }
  }
  await Promise.all([caller(), caller()]);
  return (answered * 1000) / (performance.now() - start);
}

/** Asks for liveness ten times a second until the load ends; gives the slowest answer in milliseconds. */
async function slowestLiveDuring(api: ApiProcess, load: Promise<unknown>): Promise<number> {
  const target = apiTarget(api);
  let slowest = 0;
  let ended = false;
  void load.finally(() => {
    ended = true;
  });
  while (!ended) {
    const start = performance.now();
    await target.request({ method: "GET", path: "/health/live" });
    slowest = Math.max(slowest, performance.now() - start);
    await sleep(100);
  }
  return slowest;
}
