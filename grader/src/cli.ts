import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import process from "node:process";
import { cluster } from "./commands/cluster/index.ts";
import { doctor } from "./commands/doctor/index.ts";
import { exercise } from "./commands/exercise/index.ts";
import { STATE } from "./course/root.ts";
import { Tampered } from "./grade/grade.ts";
import { machine } from "./result/machine.ts";
import { UsageError, UserError } from "./usage-error.ts";

const COMMANDS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  exercise,
  doctor,
  cluster,
};

async function main([name = "", ...args]: readonly string[]): Promise<number> {
  const command = COMMANDS[name];
  if (!command) throw new UsageError(`Unknown command ${JSON.stringify(name)}.`);
  return command(args);
}

/** A file with what a maintainer needs to know of the grader's own failure. */
function faultReport(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const report = { arguments: process.argv.slice(2), machine: machine(), error: text };
  const file = path.join(STATE, `grader-fault-${Date.now()}.json`);
  try {
    mkdirSync(STATE, { recursive: true });
    writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    return `The grader itself failed: ${text.split("\n")[0]}\nPlease open an issue and attach ${file}\n`;
  } catch {
    return `The grader itself failed, and could not write a report:\n${text}\n`;
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 2;
  } else if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  } else if (error instanceof Tampered) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 4;
  } else {
    process.stderr.write(faultReport(error));
    process.exitCode = 4;
  }
}
