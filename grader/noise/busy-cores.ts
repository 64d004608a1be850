import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/** Ends by itself when its parent is gone. */
const LOOP =
  "const parent = process.ppid; while (process.ppid === parent) for (let i = 0; i < 1e7; i += 1);";

/** Keeps cores busy with one endless loop each, while `use` runs. */
export async function withBusyCores<T>(count: number, use: () => Promise<T>): Promise<T> {
  const loops = Array.from({ length: count }, () =>
    spawn(process.execPath, ["-e", LOOP], { stdio: "ignore" }),
  );
  try {
    return await use();
  } finally {
    await Promise.all(loops.map(end));
  }
}

async function end(loop: ChildProcess): Promise<void> {
  if (loop.exitCode !== null || loop.signalCode !== null) return;
  const exited = once(loop, "exit");
  loop.kill("SIGKILL");
  await exited;
}
