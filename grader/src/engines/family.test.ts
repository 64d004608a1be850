import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { familyOf, fromPs, killFamily } from "./family.ts";
import { isAlive } from "./processes.ts";
import { waitFor } from "./wait.ts";

/** A process whose child and grandchild have left its group, its session and its environment. */
const PARENT = `
const { spawn } = require("node:child_process");
const child = spawn(process.execPath, ["-e", process.env.CHILD], { detached: true, env: {} });
child.stdout.pipe(process.stdout);
setInterval(() => {}, 1000);
`;
const CHILD = `
const { spawn } = require("node:child_process");
const options = { detached: true, env: {}, stdio: "ignore" };
const { pid } = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], options);
console.log(process.pid, pid);
setInterval(() => {}, 1000);
`;

describe.skipIf(process.platform === "win32")("killFamily", () => {
  it("ends descendants in other groups and sessions", async () => {
    const parent = spawn(process.execPath, ["-e", PARENT], {
      env: { CHILD },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [text] = await once(parent.stdout, "data");
    const pids = [parent.pid ?? 0, ...String(text).trim().split(" ").map(Number)];
    expect(pids).toHaveLength(3);
    expect(familyOf(pids[0] ?? 0)).toEqual(expect.arrayContaining(pids));

    killFamily(pids[0] ?? 0);
    await waitFor({
      what: "three processes to be gone",
      deadlineMs: 5000,
      probe: async () => {
        const left = pids.filter(isAlive);
        return left.length === 0 || `${left} are there`;
      },
    });
  });

  it("leaves its own process alone where there is nothing to end", () => {
    killFamily(2 ** 30);
    expect(isAlive(process.pid)).toBe(true);
  });

  it("reads parents from ps too, and none where there is no ps", () => {
    const own = { id: process.pid, parent: process.ppid };
    const found = fromPs().filter(({ id }) => id === own.id);
    expect(found).toEqual(spawnSync("ps").error ? [] : [own]);
  });
});
