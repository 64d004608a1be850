import { type ChildProcess, spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { Interrupted } from "../../verdict/judge.ts";

const GRACE_MS = 5000;
const KEPT = 1_000_000;
const KEPT_NAMES =
  /^(PATH|HOME|USER|LANG|TE?MP|TMPDIR|SystemRoot|USERPROFILE|(LOCAL)?APPDATA|Program\w+|SSH_AUTH_SOCK|(HTTPS?|NO)_PROXY|(DOCKER|BUILDX|XDG)_\w+)$/i;

export interface CommandOptions {
  cwd?: string;
  environment?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
  deadlineMs?: number;
  /** Each line it writes to stderr, where it reports what it does. */
  onLine?: (line: string) => void;
}

/** How the docker command ended. */
export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** It was ended because its time was over. */
  readonly late: boolean;
}

/**
 * Runs the docker command. On the deadline it is ended with all its children.
 * @throws Interrupted where `signal` is aborted, after it has ended.
 */
export async function docker(args: readonly string[], options: CommandOptions = {}): Promise<Said> {
  const { cwd, environment, signal, deadlineMs, onLine } = options;
  if (signal?.aborted) throw new Interrupted("interrupted");
  const child = spawn("docker", args, {
    ...(cwd !== undefined && { cwd }),
    env: { ...kept(), DOCKER_CLI_HINTS: "false", ...environment },
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.stdout = (said.stdout + text).slice(-20 * KEPT);
  });
  createInterface({ input: child.stderr }).on("line", (line) => {
    said.stderr = `${said.stderr}${line}\n`.slice(-KEPT);
    onLine?.(line);
  });
  const { promise: ended, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject).once("close", resolve);
  let late = false;
  const interrupt = () => void end(child, ended);
  const timer =
    deadlineMs === undefined
      ? undefined
      : setTimeout(() => {
          late = true;
          interrupt();
        }, deadlineMs);
  signal?.addEventListener("abort", interrupt, { once: true });
  try {
    const code = await ended;
    if (signal?.aborted) throw new Interrupted("interrupted");
    return { code, ...said, late };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", interrupt);
  }
}

/** What the docker command needs; compose files could pass any other variable on. */
function kept(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => KEPT_NAMES.test(name)));
}

/** Asks it to end, as Ctrl-C would, and makes it end where it does not. */
async function end(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  send(child, "SIGINT");
  const done = ended.then(
    () => true,
    () => true,
  );
  if (!(await Promise.race([done, sleep(GRACE_MS, false, { ref: false })]))) send(child, "SIGKILL");
}

function send(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch {
    // It ended by itself.
  }
}
