import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { UserError } from "../user-error.ts";
import { TRAINING } from "./paths.ts";
import { findPython, type Python } from "./python.ts";
import { lastLine, run } from "./run.ts";

const VENV = path.join(TRAINING, ".venv");
const REQUIREMENTS = path.join(TRAINING, "requirements.txt");
const STAMP = "requirements.sha256";

interface Setting {
  env: NodeJS.ProcessEnv;
  say: (line: string) => void;
  signal?: AbortSignal;
}

/** The Python of models/training/.venv, or undefined where that is not made yet or out of date. */
export async function readyEnvironment(): Promise<string | undefined> {
  const interpreter = interpreterOf(VENV);
  const stamp = path.join(VENV, STAMP);
  if (!existsSync(interpreter) || !existsSync(stamp)) return undefined;
  return (await readFile(stamp, "utf8")) === (await wantedStamp()) ? interpreter : undefined;
}

/**
 * Makes models/training/.venv if it is missing or its requirements have changed.
 * @returns the path of its Python.
 * @throws UserError where there is no Python, no venv module, or pip fails.
 */
export async function ensureEnvironment(setting: Setting, python?: Python): Promise<string> {
  const ready = await readyEnvironment();
  if (ready) return ready;
  const base = python ?? (await findPython(setting.env));
  setting.say(`making models/training/.venv with Python ${base.version}, once`);
  // Built aside and moved: an interrupted pip leaves no half-made environment behind.
  const aside = path.join(TRAINING, ".workshop");
  await mkdir(aside, { recursive: true });
  const building = await mkdtemp(path.join(aside, "venv-"));
  try {
    await build(base, building, setting);
    await rm(VENV, { recursive: true, force: true });
    await rename(building, VENV);
  } finally {
    await rm(building, { recursive: true, force: true });
  }
  return interpreterOf(VENV);
}

async function build(base: Python, folder: string, setting: Setting): Promise<void> {
  const { env, say, signal } = setting;
  const options = { cwd: TRAINING, env, ...(signal && { signal }) };
  const made = await run([...base.command, "-m", "venv", folder], options);
  if (made.code !== 0) {
    throw new UserError(
      `Expected ${base.command.join(" ")} -m venv to work, found: ${lastLine(made.stderr || made.stdout)}: ` +
        "install Python's venv module (on Debian and Ubuntu: apt install python3-venv).",
    );
  }
  say("installing LightGBM, scikit-learn, NumPy and pandas (about 100 MB)");
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"];
  const installed = await run([interpreterOf(folder), ...pip, "-r", REQUIREMENTS], options);
  if (installed.code !== 0) {
    throw new UserError(
      `Expected pip to install models/training/requirements.txt, found: ${lastLine(installed.stderr)}: ` +
        "check the network and PIP_INDEX_URL, then run this again.",
    );
  }
  await writeFile(path.join(folder, STAMP), await wantedStamp());
}

async function wantedStamp(): Promise<string> {
  return createHash("sha256")
    .update(await readFile(REQUIREMENTS))
    .digest("hex");
}

function interpreterOf(venv: string): string {
  return process.platform === "win32"
    ? path.join(venv, "Scripts", "python.exe")
    : path.join(venv, "bin", "python");
}
