import { spawn } from "node:child_process";
import process from "node:process";
import { NotRun } from "../../../checks/undecided.ts";
import { Interrupted } from "../../../verdict/judge.ts";
import { shorten } from "../../docker/shorten.ts";
import { OutputTail } from "../../output-tail.ts";

const DEADLINE_MS = 300_000;

/** A command: a program with its arguments, or words for the shell. */
export type Tool = readonly [program: string, ...args: string[]] | { readonly shell: string };

/**
 * Runs a tool that brings an image in, for at most five minutes.
 * @throws NotRun with its last words
 */
export async function runTool(tool: Tool, signal?: AbortSignal): Promise<void> {
  const output = new OutputTail();
  const limit = AbortSignal.timeout(DEADLINE_MS);
  const options = { signal: signal ? AbortSignal.any([signal, limit]) : limit };
  const shell = "shell" in tool;
  const child = shell
    ? spawn(tool.shell, { ...options, shell: true, stdio: ["ignore", "pipe", "pipe"] })
    : spawn(tool[0], tool.slice(1), { ...options, stdio: ["ignore", "pipe", "pipe"] });
  output.follow(child.stdout);
  output.follow(child.stderr);
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once("error", reject).once("close", resolve);
  const words = shell ? tool.shell : tool.join(" ");
  const cure = `See that this works: ${words}`;
  try {
    const code = await promise;
    if (code === 0) return;
    const last = shorten(output.lines.at(-1) ?? "it said nothing");
    throw new NotRun(
      `The image was not brought into the cluster: exit code ${code}: ${last}`,
      cure,
    );
  } catch (error) {
    if (signal?.aborted) throw new Interrupted("interrupted");
    if (error instanceof NotRun) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const program = shell ? process.env.SHELL : tool[0];
    const why = code === "ENOENT" ? `no ${program} on the PATH` : shorten(message);
    throw new NotRun(`The image was not brought into the cluster: ${why}`, cure);
  }
}
