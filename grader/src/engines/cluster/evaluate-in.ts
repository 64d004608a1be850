import { NotRun } from "../../checks/undecided.ts";
import { shorten } from "../docker/shorten.ts";
import { nodeIn } from "./node-in.ts";
import type { RunNamespace } from "./run-namespace.ts";

const DELAY_MS = 200;
const PORT = 8000;

/**
 * What runs in the container: it asks the process that listens on the port, or else the first one, for
 * its inspector (SIGUSR1), and hands the expression over. No shell is needed, and nothing of the node.
 */
const SCRIPT = `
const fs = require("node:fs");
const [port, expression] = process.argv.slice(1);
const quietly = (look, otherwise) => { try { return look(); } catch { return otherwise; } };
const sockets = ["tcp", "tcp6"].flatMap((name) => quietly(() => fs.readFileSync("/proc/net/" + name, "latin1"), "")
  .split("\\n").map((line) => line.trim().split(/\\s+/))
  .filter(([, local = "", , state]) => state === "0A" && parseInt(local.split(":").at(-1), 16) === Number(port))
  .map((words) => "socket:[" + words[9] + "]"));
const holds = (pid) => quietly(() => fs.readdirSync("/proc/" + pid + "/fd")
  .some((fd) => sockets.includes(quietly(() => fs.readlinkSync("/proc/" + pid + "/fd/" + fd), ""))), false);
const pid = fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name)).find(holds) ?? 1;
process.kill(Number(pid), "SIGUSR1");
const end = Date.now() + 5000;
async function look() {
  try {
    const [target] = await (await fetch("http://127.0.0.1:9229/json/list")).json();
    const socket = new WebSocket(target.webSocketDebuggerUrl);
    socket.onopen = () => {
      socket.send(JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression } }));
    };
    socket.onmessage = () => process.exit(0);
  } catch {
    if (Date.now() > end) process.exit(3);
    setTimeout(look, 50);
  }
}
look();
`;

/**
 * Has the API of a pod run JavaScript: the way to freeze it or to fill its memory from inside, as a
 * defect of its own would. The kernel keeps SIGSTOP from the first process of a container.
 * @throws NotRun where the pod's process is no Node that can be asked
 */
export async function evaluateIn(
  namespace: RunNamespace,
  { pod, container }: { pod: string; container: string },
  expression: string,
): Promise<void> {
  const later = `setTimeout(() => { ${expression} }, ${DELAY_MS}); 0`;
  const words = ["-e", SCRIPT, String(PORT), later];
  const { exitCode, stderr } = await nodeIn(namespace, { pod, container }, words);
  if (exitCode === 0) return;
  const why = shorten(stderr.trim().split("\n").at(-1) ?? "") || `exit code ${exitCode}`;
  throw new NotRun(
    `no code can be run in the pod's process: ${why}`,
    "Keep node in the image, and its inspector allowed (no --disable-sigusr1).",
  );
}
