import { NotRun } from "../../checks/undecided.ts";
import { shorten } from "../docker/shorten.ts";
import type { RunNamespace } from "./run-namespace.ts";

/**
 * Finds the process that listens on a port, and stops it. The kernel keeps SIGSTOP from the first process
 * of a container, so that one is paused by Node's own debugger, which SIGUSR1 opens.
 */
const SCRIPT = `
const fs = require("node:fs");
const [port, mode] = process.argv.slice(1);
const quietly = (look, otherwise) => { try { return look(); } catch { return otherwise; } };
const sockets = ["tcp", "tcp6"].flatMap((name) => quietly(() => fs.readFileSync("/proc/net/" + name, "latin1"), "")
  .split("\\n").map((line) => line.trim().split(/\\s+/))
  .filter(([, local = "", , state]) => state === "0A" && parseInt(local.split(":").at(-1), 16) === Number(port))
  .map((words) => "socket:[" + words[9] + "]"));
const holds = (pid) => quietly(() => fs.readdirSync("/proc/" + pid + "/fd")
  .some((fd) => sockets.includes(quietly(() => fs.readlinkSync("/proc/" + pid + "/fd/" + fd), ""))), false);
const pid = Number(fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name)).find(holds) ?? 0);
const fail = (why) => { console.log(why); process.exit(3); };
if (mode === "pause") pause();
else if (pid === 0) fail("no process that this one may look at listens on " + port);
else if (pid !== 1) { process.kill(pid, "SIGSTOP"); console.log("frozen"); }
else keepPausing();
function keepPausing() {
  const options = { detached: true, stdio: ["ignore", "pipe", "inherit"] };
  const words = [...process.execArgv, port, "pause"];
  const child = require("node:child_process").spawn(process.execPath, words, options);
  child.stdout.setEncoding("utf8").once("data", (text) => {
    console.log(text.trim());
    process.exit(text.startsWith("frozen") ? 0 : 3);
  });
}
async function pause() {
  setTimeout(() => fail("its debugger does not open (--disable-sigusr1, or no Node)"), 8000).unref();
  process.kill(1, "SIGUSR1");
  let found;
  while (!found) {
    found = await fetch("http://127.0.0.1:9229/json").then((answer) => answer.json(), () => undefined);
    if (!found) await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const socket = new WebSocket(found[0].webSocketDebuggerUrl);
  const send = (id, method) => socket.send(JSON.stringify({ id, method }));
  socket.onmessage = ({ data }) => { if (JSON.parse(data).method === "Debugger.paused") console.log("frozen"); };
  socket.onopen = () => {
    send(1, "Debugger.enable");
    send(2, "Debugger.pause");
    fetch("http://127.0.0.1:" + port).catch(() => {});
  };
}`;

/**
 * Freezes the server in a pod, as a deadlock does: its connections stay open and nothing answers. It
 * stays so until its container is restarted.
 * @throws NotRun where the image gives no way to do it
 */
export async function freeze(namespace: RunNamespace, pod: string, port = 8000): Promise<void> {
  let said = "";
  // The first process's own program, wherever the image has it; or node, behind an init.
  for (const program of ["/proc/1/exe", "node"]) {
    const words = [program, "-e", SCRIPT, String(port)];
    const { exitCode, stdout, stderr } = await namespace.exec(pod, words);
    if (exitCode === 0 && stdout.startsWith("frozen")) return;
    said = shorten(stdout || stderr);
  }
  throw new NotRun(
    `The server in ${pod} cannot be frozen: ${said}`,
    "It needs Node in the image, and the server's process to be of the same user.",
  );
}
