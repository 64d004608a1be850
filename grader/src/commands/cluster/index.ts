import path from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { NotRun } from "../../checks/undecided.ts";
import { askOnTerminal } from "../../engines/cluster/ask-to-use.ts";
import type { Cluster } from "../../engines/cluster/cluster.ts";
import { findCluster, type Wish } from "../../engines/cluster/find-cluster.ts";
import { loadImage } from "../../engines/cluster/images/load-image.ts";
import { k3sImage, startK3s, stopK3s } from "../../engines/cluster/own/k3s.ts";
import { OWN_CONFIG, OWN_CONTEXT } from "../../engines/cluster/own/own-config.ts";
import { removeRun } from "../../engines/cluster/sweep.ts";
import { missingDocker } from "../../engines/docker/missing-docker.ts";
import { newRunId } from "../../engines/docker/run-id.ts";
import { ProgressLine } from "../../terminal/progress-line.ts";
import { styleOf } from "../../terminal/style.ts";
import { UsageError, UserError } from "../../usage-error.ts";
import { findingsOf } from "../doctor/cluster.ts";
import { show } from "../doctor/finding.ts";

const HELP = `npm run cluster                        the cluster that is graded on, and how to look at it;
                                       starts K3s in Docker where there is no other
npm run cluster -- --context NAME      the same for a context of the kubeconfig; starts nothing
npm run cluster load IMAGE…            brings images from Docker into the cluster, and proves it
npm run cluster stop                   takes down the K3s that it started

WORKSHOP_CONTEXT names a context too, WORKSHOP_K3S_IMAGE the image that K3s is started from.
Exit codes: 0 there is one, 1 there is none, 2 wrong usage.
`;

/** `npm run cluster`: finds or starts the cluster, says what it can and how to look at it. */
export async function cluster(args: readonly string[]): Promise<number> {
  const { context, help, word, images } = parse(args);
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (word === "stop") {
    const stopped = await told(stopK3s());
    process.stdout.write(stopped ? "The cluster is gone.\n" : "No cluster of ours runs.\n");
    return 0;
  }
  const wish = { context, confirm: askOnTerminal() };
  const found = await findOrStart(wish);
  if (word === "load") return bringIn(found, images);
  const line = new ProgressLine();
  line.say("asking the cluster");
  const findings = await findingsOf(found, (text) => line.say(text));
  line.end();
  const { width } = styleOf(process.stdout);
  for (const finding of findings) process.stdout.write(`${show(finding, width).join("\n")}\n`);
  const kubectl =
    found.context === OWN_CONTEXT
      ? `kubectl --kubeconfig ${path.relative(process.cwd(), OWN_CONFIG)}`
      : `kubectl --context ${found.context}`;
  process.stdout.write(`
What a grading makes there, while it runs; it is gone afterwards:

  ${kubectl} get namespaces -l workshop.run
  ${kubectl} get all,events -n NAMESPACE
  npm run doctor -- --clean    removes what a killed run has left
`);
  if (found.context === OWN_CONTEXT) {
    process.stdout.write(`  npm run cluster stop         takes the cluster down

For kubectl by hand, set KUBECONFIG to ${OWN_CONFIG}
`);
  }
  return 0;
}

/** @throws UserError where there is none, and none can be started */
async function findOrStart(wish: Wish): Promise<Cluster> {
  const { cluster: found, missing } = await findCluster(wish);
  if (found) return found;
  const named = wish.context ?? process.env.WORKSHOP_CONTEXT ?? "";
  if (named !== "") throw new UserError(`${missing.reason}. ${missing.cure}`);
  const docker = await missingDocker();
  if (docker) {
    const why = `K3s cannot be started: ${docker.reason}. ${docker.cure}`;
    throw new UserError(`${missing.reason}. ${missing.cure}\n${why}`);
  }
  process.stderr.write(`${missing.reason}.\nStarting K3s in Docker.\n`);
  const line = new ProgressLine();
  line.say(`waiting for ${k3sImage()}; the first time, its image is fetched (about 80 MB)`);
  try {
    await told(startK3s());
  } finally {
    line.end();
  }
  const { cluster: started, missing: silent } = await findCluster({});
  if (started) return started;
  throw new UserError(`${silent.reason}. ${silent.cure}`);
}

/** Brings images in one after the other. */
async function bringIn(cluster: Cluster, images: readonly string[]): Promise<number> {
  const run = newRunId();
  const line = new ProgressLine();
  try {
    for (const image of images) {
      const named = await told(
        loadImage(cluster, image, { run, onProgress: (text) => line.say(`${image}: ${text}`) }),
      );
      line.clear();
      process.stdout.write(`In ${cluster.context}, as pods name it: ${named}\n`);
    }
  } finally {
    line.end();
    await removeRun(cluster, run);
  }
  return 0;
}

/** What Docker did not do, as the user's to put right. */
async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof NotRun) throw new UserError(`${error.message}. ${error.cure}`);
    throw error;
  }
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { context: { type: "string" }, help: { type: "boolean", short: "h" } },
    });
    const [word, ...images] = positionals;
    if (word === "load" && images.length === 0) throw new Error("load wants the name of an image");
    if (word === "load" || (images.length === 0 && (word === undefined || word === "stop"))) {
      return { ...values, word, images };
    }
    throw new Error(`Unexpected ${positionals.join(" ")}`);
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : "").split(/\. |\n/);
    throw new UsageError(`${message}. npm run cluster -- --help says what there is.`);
  }
}
