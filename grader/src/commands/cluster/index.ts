import process from "node:process";
import { parseArgs } from "node:util";
import { askOnTerminal } from "../../engines/cluster/ask-to-use.ts";
import { findCluster } from "../../engines/cluster/find-cluster.ts";
import { ProgressLine } from "../../terminal/progress-line.ts";
import { styleOf } from "../../terminal/style.ts";
import { UsageError, UserError } from "../../usage-error.ts";
import { clusterFindings } from "../doctor/cluster.ts";
import { show } from "../doctor/finding.ts";

const HELP = `npm run cluster                        the cluster that is graded on, and how to look at it
npm run cluster -- --context NAME      the same for another context of the kubeconfig

Exit codes: 0 there is one, 1 there is none, 2 wrong usage.
`;

/** `npm run cluster`: finds the cluster, says what it can and how to look at it. */
export async function cluster(args: readonly string[]): Promise<number> {
  const { context, help } = parse(args);
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const wish = { context, confirm: askOnTerminal() };
  const { cluster: found, missing } = await findCluster(wish);
  if (!found) throw new UserError(`${missing.reason}. ${missing.cure}`);
  const line = new ProgressLine();
  line.say("asking the cluster");
  const findings = await clusterFindings((text) => line.say(text), {
    ...wish,
    context: found.context,
  });
  line.end();
  const { width } = styleOf(process.stdout);
  for (const finding of findings) process.stdout.write(`${show(finding, width).join("\n")}\n`);
  process.stdout.write(`
What a grading makes there, while it runs; it is gone afterwards:

  kubectl --context ${found.context} get namespaces -l workshop.run
  kubectl --context ${found.context} get all,events -n NAMESPACE
  npm run doctor -- --clean    removes what a killed run has left
`);
  return 0;
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { context: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    return values;
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : "").split(/\. |\n/);
    throw new UsageError(`${message}. npm run cluster -- --help says what there is.`);
  }
}
