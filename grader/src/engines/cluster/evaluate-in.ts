import { NotRun } from "../../checks/undecided.ts";
import type { RunNamespace } from "./run-namespace.ts";

const DELAY_MS = 200;

/**
 * What runs in the pod: it asks process 1, or what that passes signals on to, for its inspector
 * (SIGUSR1), and hands the expression over. No shell is needed, and nothing of the node.
 */
const SCRIPT = `
process.kill(1, "SIGUSR1");
const end = Date.now() + 5000;
async function look() {
  try {
    const [target] = await (await fetch("http://127.0.0.1:9229/json/list")).json();
    const socket = new WebSocket(target.webSocketDebuggerUrl);
    socket.onopen = () => {
      socket.send(JSON.stringify({ id: 1, method: "Runtime.evaluate", params: { expression: process.argv[1] } }));
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
 * defect of its own would.
 * @throws NotRun where the pod's process is no Node that can be asked
 */
export async function evaluateIn(
  namespace: RunNamespace,
  { pod, container }: { pod: string; container: string },
  expression: string,
): Promise<void> {
  const later = `setTimeout(() => { ${expression} }, ${DELAY_MS}); 0`;
  const { exitCode, stderr } = await namespace.exec(pod, ["node", "-e", SCRIPT, later], container);
  if (exitCode === 0) return;
  throw new NotRun(
    `no code can be run in the pod's process: ${stderr.trim().split("\n").at(-1) || `exit code ${exitCode}`}`,
    "Keep node on the image's PATH, and its inspector allowed (no --disable-sigusr1).",
  );
}
