import process from "node:process";

/** Calls a function for each key pressed in a terminal; Ctrl-C still interrupts. */
export function onKeys(actions: Readonly<Record<string, () => void>>): () => void {
  const { stdin } = process;
  if (!stdin.isTTY) return () => {};
  const listen = (data: Buffer) => {
    for (const key of data.toString("utf8").toLowerCase()) {
      if (key === "\u0003") process.kill(process.pid, "SIGINT");
      else actions[key]?.();
    }
  };
  stdin.setRawMode(true).resume().on("data", listen);
  return () => {
    stdin.off("data", listen).setRawMode(false).pause();
  };
}
