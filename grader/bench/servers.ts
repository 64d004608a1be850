import path from "node:path";
import { ROOT } from "../src/course/root.ts";
import { answers } from "../src/engines/answers.ts";
import { type ApiProcess, startApi } from "../src/engines/process.ts";

const SCRIPTS = {
  fastify: ["solutions/01-api/src/server.ts"],
  express: ["solutions/01-api/src/server.ts", "--framework", "express"],
  noop: ["grader/bench/servers/noop.ts"],
  dear: ["grader/bench/servers/dear.ts"],
} as const;

export type BenchServer = keyof typeof SCRIPTS;

/** Starts a server of the benchmark on CPU 0 with its log off; the clients run on the other one. */
export async function serve(
  which: BenchServer,
  environment: Record<string, string> = {},
): Promise<ApiProcess> {
  const [script, ...args] = SCRIPTS[which];
  const api = await startApi({
    folder: path.resolve(ROOT),
    script,
    args,
    cpu: 0,
    environment: { LOG_LEVEL: "silent", ...environment },
  });
  await answers(api, "/health/ready", 30_000);
  return api;
}

/** Runs `use` with servers that are gone afterwards, however it ends. */
export async function withServers<T>(
  names: readonly BenchServer[],
  use: (servers: Record<string, ApiProcess>) => Promise<T>,
  environment: Record<string, string> = {},
): Promise<T> {
  const servers: Record<string, ApiProcess> = {};
  try {
    for (const name of names) servers[name] = await serve(name, environment);
    return await use(servers);
  } finally {
    await Promise.all(Object.values(servers).map((server) => server.stop()));
  }
}
