import process from "node:process";
import { createInterface } from "node:readline/promises";

const agreed = new Set<string>();

/** Asks on the terminal, once for each question; undefined where there is no terminal. */
export function askOnTerminal(): ((question: string) => Promise<boolean>) | undefined {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return undefined;
  return async (question) => {
    if (agreed.has(question)) return true;
    const terminal = createInterface({ input: stdin, output: stderr });
    const answer = await terminal.question(`${question} [y/N] `);
    terminal.close();
    if (/^y(es)?$/i.test(answer.trim())) agreed.add(question);
    return agreed.has(question);
  };
}
