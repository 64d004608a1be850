import { open, rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../user-error.ts";

const PAUSE_MS = 25;

/**
 * Runs `action` while no other process holds `file`, which is made for that and removed after.
 * @throws UserError where another one holds it for longer than `patienceMs`.
 */
export async function withLock<T>(
  file: string,
  action: () => Promise<T>,
  patienceMs = 5000,
): Promise<T> {
  await acquire(file, patienceMs);
  try {
    return await action();
  } finally {
    await rm(file, { force: true });
  }
}

async function acquire(file: string, patienceMs: number): Promise<void> {
  const tries = Math.ceil(patienceMs / PAUSE_MS);
  for (let tried = 0; tried < tries; tried += 1) {
    try {
      await (await open(file, "wx")).close();
      return;
    } catch (error) {
      if (!isTaken(error)) throw error;
      await sleep(PAUSE_MS);
    }
  }
  throw new UserError(
    `Expected nobody else to be changing the registry, found ${file}. ` +
      "If no other command is running, one was interrupted: delete that file.",
  );
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EEXIST";
}
