import path from "node:path";
import { ROOT } from "../src/course/root.ts";
import { answers } from "../src/engines/answers.ts";
import { type ApiProcess, startApi } from "../src/engines/process.ts";
import { startCommand } from "../src/engines/start-command.ts";

const SOLUTION = path.join(ROOT, "solutions/01-api");
const { words: START } = startCommand(SOLUTION);

/** The node command of each, in the solution's folder; all with the flags of its npm start. */
const COMMANDS = {
  fastify: START,
  express: [...START, "--framework", "express"],
  noop: [...START.slice(0, -1), path.join(ROOT, "grader/bench/servers/noop.ts")],
  dear: [...START.slice(0, -1), path.join(ROOT, "grader/bench/servers/dear.ts")],
} as const;

export type BenchServer = keyof typeof COMMANDS;

/** Starts a server of the benchmark on CPU 0 with its log off; the clients run on the other one. */
export async function serve(
  which: BenchServer,
  environment: Record<string, string> = {},
): Promise<ApiProcess> {
  const api = await startApi({
    folder: SOLUTION,
    command: { words: COMMANDS[which], shell: false },
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
