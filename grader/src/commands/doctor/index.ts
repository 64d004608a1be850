import process from "node:process";
import { ProgressLine } from "../../terminal/progress-line.ts";
import { styleOf } from "../../terminal/style.ts";
import { labelled } from "../../terminal/wrap.ts";
import { UsageError } from "../../usage-error.ts";
import { engines } from "./engines.ts";
import type { Finding } from "./finding.ts";
import { browser, data, disk, memory, node, ports, state } from "./machine.ts";

const HELP = `npm run doctor    what this machine can grade, each gap with its cure

Exit codes: 0 exercise 1 can be graded here, 1 it cannot, 2 wrong usage.
`;

const INDENT = 24;

/** `npm run doctor`: what this machine can grade, each gap with its cure. Returns the exit code. */
export async function doctor(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(HELP);
    return 0;
  }
  const [surplus] = args;
  if (surplus !== undefined) {
    throw new UsageError(`doctor takes nothing but --help, found ${JSON.stringify(surplus)}.`);
  }
  const line = new ProgressLine();
  line.say("asking the engines");
  const findings = await Promise.all([
    node(),
    ports(),
    state(),
    browser(),
    disk(),
    memory(),
    ...engines(),
    data(),
  ]);
  line.end();
  const { width } = styleOf(process.stdout);
  for (const finding of findings) process.stdout.write(`${show(finding, width).join("\n")}\n`);
  return findings.some(({ ok, neededBy }) => !ok && neededBy === "") ? 1 : 0;
}

function show({ subject, ok, neededBy, found, cure }: Finding, width: number): string[] {
  const word = ok ? "ok" : "missing";
  const label = `${word.padEnd(9)}${subject}`;
  const need =
    neededBy === "" ? "every exercise" : /^\d/.test(neededBy) ? `exercise ${neededBy}` : neededBy;
  const text = ok ? found : `${found}. Needed by ${need}. ${cure}`;
  return labelled(label, text, width, INDENT);
}
