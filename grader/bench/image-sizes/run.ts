import { readFileSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { ROOT } from "../../src/course/root.ts";
import { missingDocker } from "../../src/engines/docker/missing-docker.ts";
import { newRunId } from "../../src/engines/docker/run-id.ts";
import { removeRun } from "../../src/engines/docker/sweep.ts";
import { measure } from "./measure.ts";
import { withSection } from "./section.ts";
import type { Size } from "./size.ts";
import { table } from "./table.ts";
import { VARIANTS } from "./variants.ts";

const README = path.join(ROOT, "solutions/02-docker/README.md");
const HELP = `npm run image:sizes             what each decision of exercise 2's image saves; needs Docker, takes minutes
npm run image:sizes -- --write  keep the table in solutions/02-docker/README.md
`;

function readOptions(): { write: boolean; help: boolean } {
  const flag = { type: "boolean", default: false } as const;
  try {
    return parseArgs({ options: { write: flag, help: flag } }).values;
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${HELP}`);
    return process.exit(2);
  }
}

async function measureAll(signal: AbortSignal): Promise<Size[]> {
  const run = newRunId();
  const sizes: Size[] = [];
  try {
    for (const variant of VARIANTS) {
      process.stderr.write(`building ${variant.dockerfile}\n`);
      sizes.push(await measure(run, variant, signal));
    }
    return sizes;
  } finally {
    await removeRun(run);
  }
}

async function main({ write, help }: { write: boolean; help: boolean }): Promise<number> {
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const missing = await missingDocker();
  if (missing) {
    process.stderr.write(`${missing.reason}. ${missing.cure}\n`);
    return 3;
  }
  const interrupt = new AbortController();
  process.once("SIGINT", () => interrupt.abort()).once("SIGTERM", () => interrupt.abort());
  const sizes = await measureAll(interrupt.signal).catch((error: unknown) => {
    if (interrupt.signal.aborted) return undefined;
    throw error;
  });
  if (!sizes) {
    process.stderr.write("Interrupted: nothing is written.\n");
    return 130;
  }
  const text = table(sizes);
  process.stdout.write(`${text}\n`);
  if (!write) return 0;
  const machine = `${os.availableParallelism()} CPUs, ${os.platform()} ${os.arch()}, ${new Date().toISOString().slice(0, 10)}`;
  writeFileSync(
    README,
    withSection(readFileSync(README, "utf8"), `${text}\n\nMeasured on ${machine}.`),
  );
  return 0;
}

process.exitCode = await main(readOptions());
