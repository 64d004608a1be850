import { UserError } from "../user-error.ts";
import { MODELS } from "./paths.ts";
import { lastLine, run } from "./run.ts";

interface Setting {
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  signal?: AbortSignal;
}

/**
 * Checks with the standard library alone that `data` holds the published MovieLens 100k.
 * @throws UserError with the sum expected and the sum found.
 */
export async function verifyData(python: string[], data: string, setting: Setting): Promise<void> {
  await runTraining([...python, "-m", "training.published", data], setting);
}

/** Runs the Python trainer, which writes everything but model.onnx and metadata.json into `out`. */
export async function runTrainer(
  python: string,
  request: { data: string; version: string; out: string },
  setting: Setting,
): Promise<void> {
  const { data, version, out } = request;
  const options = ["--data", data, "--version", version, "--out", out];
  await runTraining([python, "-m", "training", "train", ...options], setting);
}

/**
 * Writes the time split's hold-out into the file `out`: row-major little-endian float64, each row
 * the features as of that moment, the label (0 or 1), and the probability LightGBM gives it.
 */
export async function exportHoldOut(
  python: string,
  request: { data: string; model: string; out: string },
  setting: Setting,
): Promise<void> {
  const { data, model, out } = request;
  const options = ["--data", data, "--model", model, "--out", out];
  await runTraining([python, "-m", "training", "export-hold-out", ...options], setting);
}

async function runTraining(command: string[], { env, say, signal }: Setting): Promise<void> {
  const { code, stderr } = await run(command, {
    cwd: MODELS,
    env: { ...env, PYTHONUTF8: "1", PYTHONDONTWRITEBYTECODE: "1" },
    onLine: say,
    ...(signal && { signal }),
  });
  if (code === 0) return;
  throw new UserError(
    stderr.includes("Traceback (most recent call last)")
      ? `Expected the trainer to finish, found ${lastLine(stderr)}: models/training/README.md lists known causes.`
      : lastLine(stderr),
  );
}
