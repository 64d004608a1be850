import { mkdirSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type Measurement, shown } from "./measure.ts";
import { batch } from "./measures/batch.ts";
import { coldStart } from "./measures/cold-start.ts";
import { container } from "./measures/container.ts";
import { grading } from "./measures/grading.ts";
import { memory } from "./measures/memory.ts";
import { overloadCheap } from "./measures/overload-cheap.ts";
import { overloadDear } from "./measures/overload-dear.ts";
import { predictor } from "./measures/predictor.ts";
import { tails } from "./measures/tails.ts";
import { throughput } from "./measures/throughput.ts";

const MEASURES: Readonly<Record<string, (seconds: number) => Promise<Measurement[]>>> = {
  throughput,
  predictor,
  tails,
  "overload-cheap": overloadCheap,
  "overload-dear": overloadDear,
  "cold-start": coldStart,
  memory,
  batch,
  container,
  grading,
};

const HELP = `npm run bench                     every measurement, as ratios within this run
npm run bench -- --only tails     one of: ${Object.keys(MEASURES).join(", ")}
npm run bench -- --seconds 3      length of each load round (default 3)
npm run bench -- --write          keep the results in grader/bench/results
`;

function table(measurements: readonly Measurement[]): string {
  const rows = measurements.map(
    ({ what, value, unit, target, met }) =>
      `| ${what} | ${shown(value)} ${unit} | ${target} | ${met ? "yes" : "no"} |`,
  );
  return ["| What | Measured | Target | Met |", "|---|---|---|---|", ...rows].join("\n");
}

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    seconds: { type: "string", default: "3" },
    write: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const names = values.only?.split(",") ?? Object.keys(MEASURES);
const unknown = names.find((name) => !MEASURES[name]);
const seconds = Number(values.seconds);
if (unknown || !(seconds > 0)) {
  process.stderr.write(unknown ? `There is no measurement ${unknown}.\n${HELP}` : HELP);
  process.exit(2);
}

const measurements: Measurement[] = [];
for (const name of names) {
  process.stderr.write(`measuring ${name}\n`);
  measurements.push(...((await MEASURES[name]?.(seconds)) ?? []));
}
const text = table(measurements);
process.stdout.write(`${text}\n`);
if (values.write) {
  const folder = path.join(import.meta.dirname, "results");
  mkdirSync(folder, { recursive: true });
  const machine = {
    cpu: os.cpus()[0]?.model.trim(),
    cpus: os.cpus().length,
    node: process.version,
    platform: `${os.platform()} ${os.arch()}`,
    date: new Date().toISOString().slice(0, 10),
  };
  writeFileSync(
    path.join(folder, "latest.json"),
    `${JSON.stringify({ machine, measurements }, null, 2)}\n`,
  );
  writeFileSync(
    path.join(folder, "README.md"),
    `# Benchmark results\n\nWritten by \`npm run bench -- --write\` on ${machine.cpus} CPUs (${machine.cpu}), Node ${machine.node}, ${machine.date}.\n\n${text}\n`,
  );
}
process.exitCode = measurements.every(({ met }) => met) ? 0 : 1;
