import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { TERMINAL, type Terminal } from "../command-line/terminal.ts";
import { convert } from "../converter/index.ts";
import { UserError } from "../user-error.ts";
import { ensureEnvironment } from "./environment.ts";
import { writeMetadata } from "./metadata-file.ts";
import { HELP, type Options, parseOptions } from "./options.ts";
import { findPython } from "./python.ts";
import { refuseOverwrite, writeRelease } from "./release-folder.ts";
import { trainedAt } from "./trained-at.ts";
import { runTrainer, verifyData } from "./trainer.ts";

/** `models train`: trains a version in Python and writes its release. Returns the exit code. */
export async function train(argv: string[], terminal: Terminal = TERMINAL): Promise<number> {
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once("SIGINT", onInterrupt).once("SIGTERM", onInterrupt);
  try {
    const options = parseOptions(argv, terminal.env);
    if (options.help) terminal.out(HELP);
    else if (options.setup) await setUp(terminal, interrupt.signal);
    else await trainRelease(options, terminal, interrupt.signal);
    return 0;
  } catch (error) {
    if (interrupt.signal.aborted) return 130;
    if (!(error instanceof UserError)) throw error;
    terminal.err(`${error.message}\n`);
    return error.exitCode;
  } finally {
    process.off("SIGINT", onInterrupt).off("SIGTERM", onInterrupt);
  }
}

async function setUp({ env, out }: Terminal, signal: AbortSignal): Promise<void> {
  await ensureEnvironment({ env, say: (line) => out(`  ${line}\n`), signal });
  out("The Python environment models/training/.venv is ready.\n");
}

async function trainRelease(
  { data, version, out, force }: Options,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const { env } = terminal;
  const say = (line: string) => terminal.out(`  ${line}\n`);
  const setting = { env, say, signal };
  const release = path.join(out, version);
  const time = trainedAt(env);
  refuseOverwrite(release, force);
  const python = await findPython(env);
  await verifyData(python.command, data, setting);
  const interpreter = await ensureEnvironment(setting, python);
  await writeRelease(release, async (folder) => {
    await runTrainer(interpreter, { data, version, out: folder }, setting);
    say("converting model.txt to model.onnx");
    const model = await readFile(path.join(folder, "model.txt"), "utf8");
    await writeFile(path.join(folder, "model.onnx"), convert(model));
    const { evaluations } = await writeMetadata(folder, { env, trainedAt: time });
    for (const { split, auc } of evaluations) {
      const interval = `${auc.low.toFixed(4)} to ${auc.high.toFixed(4)}`;
      say(`AUC on the ${split} split: ${auc.value.toFixed(4)} (95 %: ${interval})`);
    }
  });
  terminal.out(`Wrote ${release}\n`);
}
