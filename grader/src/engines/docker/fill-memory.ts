import { setTimeout as sleep } from "node:timers/promises";
import { ContractFailure } from "@workshop/serving/http-contract";
import type { Container } from "./container.ts";
import type { Executed } from "./exec.ts";

/**
 * Fills /dev/shm, which counts as the container's memory and as no process's: the kernel ends the
 * largest process, the API. Where that is not process 1, the memory is given back, as if it had been
 * the API's own.
 */
const PROGRAM = `
const fs = require("node:fs");
const counters = ["/sys/fs/cgroup/memory.events", "/sys/fs/cgroup/memory/memory.oom_control"];
const kills = () => {
  for (const file of counters) {
    try { return Number(/^oom_kill (\\d+)$/m.exec(fs.readFileSync(file, "utf8"))[1]); } catch {}
  }
  return 0;
};
const before = kills();
const file = fs.openSync("/dev/shm/filled", "w");
const some = Buffer.alloc(65536, 1);
while (kills() === before) fs.writeSync(file, some);
fs.unlinkSync("/dev/shm/filled");
`;
/** Where the filler was killed too, as the memory of the first was not free yet. */
const EMPTY = 'require("node:fs").rmSync("/dev/shm/filled", { force: true })';
const NODES = ["node", "/nodejs/bin/node", "/usr/bin/node"];
const SETTLE_MS = 1000;
const NO_SUCH_COMMAND = new Set([126, 127]);

/**
 * Makes a container run out of memory from inside. It has to have been started with a /dev/shm that is
 * larger than its memory, and a Node it can run. Settles when its filler has ended; who was killed,
 * a DeathWatch tells.
 * @throws ContractFailure where there is no Node
 */
export async function fillMemory(container: Container, killed: () => boolean): Promise<void> {
  for (const node of NODES) {
    const ended = await run(container, node, PROGRAM);
    if (!ended || ended.exitCode === 0) return;
    if (!NO_SUCH_COMMAND.has(ended.exitCode)) {
      await run(container, node, EMPTY);
      return;
    }
    // The same number stands for a filler that is gone with its container, which the engine tells later.
    await sleep(SETTLE_MS);
    if (killed()) return;
  }
  throw new ContractFailure("node to be run in the container", "no such command");
}

/** Where process 1 is killed, so is what was run, and the engine knows no exit code of it: undefined. */
function run(container: Container, node: string, program: string): Promise<Executed | undefined> {
  const environment = ["NODE_OPTIONS="];
  return container.exec([node, "--eval", program], { environment }).catch((error: unknown) => {
    if (error instanceof ContractFailure) return undefined;
    throw error;
  });
}
