import process from "node:process";
import { ProgressLine } from "../../terminal/progress-line.ts";
import { styleOf } from "../../terminal/style.ts";
import { UsageError } from "../../usage-error.ts";
import { clean } from "./clean.ts";
import { clusterFindings } from "./cluster.ts";
import { engines } from "./engines.ts";
import { show } from "./finding.ts";
import { browser, data, disk, memory, node, ports, state } from "./machine.ts";

const HELP = `npm run doctor               what this machine can grade, each gap with its cure
npm run doctor -- --clean    remove what runs that were killed have left; the build cache is kept

Exit codes: 0 exercise 1 can be graded here, 1 it cannot, 2 wrong usage; with --clean: 0 all is
removed, 1 Docker could not be asked.
`;

/** `npm run doctor`: what this machine can grade, each gap with its cure. Returns the exit code. */
export async function doctor(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(HELP);
    return 0;
  }
  if (args.length === 1 && args[0] === "--clean") {
    const { text, code } = await clean();
    process.stdout.write(text);
    return code;
  }
  const [surplus] = args;
  if (surplus !== undefined) {
    throw new UsageError(
      `doctor takes nothing but --clean and --help, found ${JSON.stringify(surplus)}.`,
    );
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
    clusterFindings((text) => line.say(text)),
    data(),
  ]);
  line.end();
  const { width } = styleOf(process.stdout);
  for (const finding of findings.flat())
    process.stdout.write(`${show(finding, width).join("\n")}\n`);
  return findings.flat().some(({ ok, neededBy }) => !ok && neededBy === "") ? 1 : 0;
}
