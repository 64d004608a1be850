import path from "node:path";
import { fullFeatures } from "../bench/payload.ts";
import { ROOT } from "../src/course/root.ts";
import { answers } from "../src/engines/answers.ts";
import { type ApiProcess, startApi } from "../src/engines/process.ts";
import { type LatencyResult, measureLatency, SERVER_CPU } from "../src/latency/index.ts";

const SOLUTION = path.join(ROOT, "solutions/01-api/src/server.ts");

/** APIs that get a verdict, each as a script with its arguments. */
export const SUBJECTS = {
  fastify: [SOLUTION],
  express: [SOLUTION, "--framework", "express"],
  blocking: [path.join(import.meta.dirname, "blocking-api.ts")],
} as const;

export type Subject = keyof typeof SUBJECTS;

/** One latency verdict, as the grader reaches it: both APIs freshly started, the reference on Fastify. */
export async function trial(
  subject: Subject,
  seed: number,
  signal: AbortSignal,
): Promise<LatencyResult> {
  const running: ApiProcess[] = [];
  async function start(which: Subject): Promise<string> {
    const [script, ...args] = SUBJECTS[which];
    const environment = { LOG_LEVEL: "warn" };
    const api = await startApi({ folder: ROOT, script, args, cpu: SERVER_CPU, environment });
    running.push(api);
    await answers(api, "/health/ready", 30_000);
    return api.url;
  }
  try {
    return await measureLatency({
      candidate: await start(subject),
      reference: await start("fastify"),
      body: (index) => JSON.stringify(fullFeatures(index)),
      seed,
      signal,
    });
  } finally {
    await Promise.all(running.map((api) => api.stop()));
  }
}
