import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { writeAtomically } from "../src/progress/progress-file.ts";
import { UsageError } from "../src/usage-error.ts";
import { withBusyCores } from "./busy-cores.ts";
import { measure } from "./measure.ts";
import { page } from "./page.ts";
import { type Row, table } from "./row.ts";
import { trial } from "./trial.ts";

const HELP = `npm run grader:noise                    latency verdicts while every core is busy
npm run grader:noise -- --correct 10    so many on the correct API, on each framework (100)
npm run grader:noise -- --blocking 10   so many on one that blocks for 20 ms on every tenth request (50)
npm run grader:noise -- --busy 4        busy loops (one a core)

The table is kept in grader/noise/results.md, from the first verdict on: Ctrl-C leaves what was seen.
`;

const RESULTS = path.join(import.meta.dirname, "results.md");

function readOptions() {
  const { values } = parseArgs({
    options: {
      correct: { type: "string", default: "100" },
      blocking: { type: "string", default: "50" },
      busy: { type: "string", default: String(os.availableParallelism()) },
      help: { type: "boolean", default: false },
    },
  });
  const count = (name: "correct" | "blocking" | "busy") => {
    if (/^\d+$/.test(values[name])) return Number(values[name]);
    throw new UsageError(`--${name}: expected a whole number, found ${values[name]}.`);
  };
  const [correct, blocking, busy] = [count("correct"), count("blocking"), count("busy")];
  return { counts: { fastify: correct, express: correct, blocking }, busy, help: values.help };
}

async function run(signal: AbortSignal): Promise<number> {
  const { counts, busy, help } = readOptions();
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const machine = { cpus: os.availableParallelism(), busy, node: process.version };
  const rows = await withBusyCores(busy, () =>
    measure({
      counts,
      attempt: (subject, index) => trial(subject, index, signal),
      async onVerdict({ row, result, rows }) {
        process.stderr.write(
          `${row.what} ${row.results.length}/${row.planned}: ${result.verdict} after ` +
            `${result.seconds.toFixed(1)} s. ${result.reason}\n`,
        );
        await writeAtomically(RESULTS, page(rows, machine));
      },
    }),
  );
  process.stdout.write(`${table(rows.filter(({ results }) => results.length > 0))}\n`);
  const isRight = ({ wrong, results }: Row) => results.every(({ verdict }) => verdict !== wrong);
  return rows.every(isRight) ? 0 : 1;
}

const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => interrupted.abort(new Error("interrupted")));
}
try {
  process.exitCode = await run(interrupted.signal);
} catch (error) {
  if (interrupted.signal.aborted) process.exitCode = 130;
  else if (isUsageError(error)) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    process.exitCode = 2;
  } else throw error;
}

function isUsageError(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return error instanceof UsageError || String(code).startsWith("ERR_PARSE_ARGS");
}
