import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import process from "node:process";
import { killFamily } from "./family.ts";
import { freePort } from "./free-port.ts";
import { OutputTail } from "./output-tail.ts";
import { killGroup, killWithEnvironment } from "./processes.ts";
import { forget, remember } from "./running-record.ts";
import { npmPath } from "./start-command.ts";

/** Variables a submission may see: what Node and the system need, and nothing of the user's. */
const KEPT = ["SystemRoot", "TEMP", "TMP", "TMPDIR", "LANG", "HOME", "USERPROFILE", "FRAMEWORK"];

/** How a process ended: `code` is null where a signal ended it. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A server in a child process. */
export interface ApiProcess {
  readonly url: string;
  readonly port: number;
  readonly pid: number | undefined;
  /** The last 50 lines it printed. */
  output(): string[];
  /** How it ended, in words, once it has. */
  ended(): string | undefined;
  /** Settles when it has ended. */
  readonly exited: Promise<Ended>;
  /** Sends it a signal, as an orchestrator would. */
  signal(name: NodeJS.Signals): void;
  /** Ends it with all its children. */
  stop(): Promise<void>;
}

export interface StartOptions {
  /** The folder it runs in. */
  folder: string;
  /** Words of the command; or a script for Node, relative to the folder. */
  command?: { words: readonly string[]; shell: boolean };
  script?: string;
  args?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  /** The CPU to pin it to, where the system has `taskset`. */
  cpu?: number;
  /** The port to give it; a free one unless told. */
  port?: number;
  /** Show what it prints as well as keeping it. */
  inherit?: boolean;
}

/** Starts a server in its own process group, on a free port, with a scrubbed environment. */
export async function startApi(options: StartOptions): Promise<ApiProcess> {
  const { folder, script = "src/server.ts", args = [], environment = {}, cpu } = options;
  const port = options.port ?? (await freePort());
  const { words, shell } = options.command ?? {
    words: [process.execPath, ...process.execArgv, script, ...args],
    shell: false,
  };
  const pinned = cpu === undefined || shell ? words : [...pin(cpu), ...words];
  const [command = "", ...rest] = pinned;
  const marks = { HOST: "127.0.0.1", PORT: String(port) } as const;
  const child = spawn(command, rest, {
    cwd: folder,
    shell,
    detached: process.platform !== "win32",
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...kept(), PATH: npmPath(folder), ...loader(), ...marks, ...environment },
  });
  const output = new OutputTail();
  output.follow(child.stdout);
  output.follow(child.stderr);
  if (options.inherit) {
    child.stdout.pipe(process.stdout, { end: false });
    child.stderr.pipe(process.stderr, { end: false });
  }
  let ended: string | undefined;
  const { promise: exited, resolve } = Promise.withResolvers<Ended>();
  child.once("error", (error) => {
    ended = error.message;
    resolve({ code: null, signal: null });
  });
  child.once("exit", (code, signal) => {
    ended = signal ? `signal ${signal}` : `exit code ${code}`;
    resolve({ code, signal });
  });
  if (child.pid !== undefined) remember(child.pid, marks);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    pid: child.pid,
    output: () => output.lines,
    ended: () => ended,
    exited,
    signal: (name) => void child.kill(name),
    stop: () => stop(child, exited, marks),
  };
}

function kept(): Record<string, string> {
  return Object.fromEntries(
    KEPT.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
  );
}

/** Node before 22.18 reads TypeScript through tsx. */
function loader(): Record<string, string> {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major === 22 && minor < 18 ? { NODE_OPTIONS: "--import tsx" } : {};
}

/** The words that keep a command on one CPU; none where the system has no such tool or CPU. */
export function pin(cpu: number): string[] {
  const words = ["taskset", "--cpu-list", String(cpu)];
  const works = spawnSync("taskset", [...words.slice(1), "true"], { stdio: "ignore" }).status === 0;
  return works ? words : [];
}

async function stop(
  child: ChildProcess,
  exited: Promise<Ended>,
  marks: Readonly<Record<string, string>>,
): Promise<void> {
  if (child.pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/t", "/f"], { stdio: "ignore" });
  } else {
    if (child.exitCode === null && child.signalCode === null) killFamily(child.pid);
    killGroup(child.pid);
    killWithEnvironment(marks);
  }
  await exited;
  forget(child.pid);
}
