import { writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { UsageError } from "../src/usage-error.ts";
import { withBusyCores } from "./busy-cores.ts";
import { type Row, table } from "./row.ts";
import { type Subject, trial } from "./trial.ts";

const HELP = `npm run grader:noise                    latency verdicts while every core is busy
npm run grader:noise -- --correct 10    so many on the correct API, on each framework (100)
npm run grader:noise -- --blocking 10   so many on one that blocks for 20 ms on every tenth request (50)
npm run grader:noise -- --busy 4        busy loops (one a core)

The table is kept in grader/noise/results.md.
`;

const CASES: readonly { subject: Subject; what: string; wrong: Row["wrong"] }[] = [
  { subject: "fastify", what: "correct, Fastify", wrong: "fail" },
  { subject: "express", what: "correct, Express", wrong: "fail" },
  { subject: "blocking", what: "blocks 20 ms on 1 request in 10", wrong: "pass" },
];

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

async function measure(
  counts: Readonly<Record<Subject, number>>,
  signal: AbortSignal,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const { subject, what, wrong } of CASES) {
    const results = [];
    for (let index = 0; index < counts[subject]; index += 1) {
      const result = await trial(subject, index, signal);
      results.push(result);
      process.stderr.write(
        `${what} ${index + 1}/${counts[subject]}: ${result.verdict} after ` +
          `${result.seconds.toFixed(1)} s. ${result.reason}\n`,
      );
    }
    if (results.length > 0) rows.push({ what, wrong, results });
  }
  return rows;
}

async function run(signal: AbortSignal): Promise<number> {
  const { counts, busy, help } = readOptions();
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const rows = await withBusyCores(busy, () => measure(counts, signal));
  const text = table(rows);
  process.stdout.write(`${text}\n`);
  writeFileSync(
    path.join(import.meta.dirname, "results.md"),
    `# Latency verdicts under noise\n\nWritten by \`npm run grader:noise\` on ${os.availableParallelism()} CPUs with ${busy} busy loops, Node ${process.version}.\n\n${text}\n`,
  );
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
