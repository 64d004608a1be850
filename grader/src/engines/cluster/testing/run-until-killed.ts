// Begins a rollout that never ends and says when it is under way, to be killed by a test.
import process from "node:process";
import { newRunId } from "../../docker/run-id.ts";
import { findCluster } from "../find-cluster.ts";
import { rolledOut } from "../rollout.ts";
import { RunNamespace } from "../run-namespace.ts";
import { deployment } from "./deployment.ts";

const run = newRunId();
const say = (text: string) => process.stdout.write(`${text}\n`);
say(run);

const { cluster } = await findCluster();
if (!cluster) throw new Error("There is no cluster.");
const namespace = await RunNamespace.create(cluster, run);
await namespace.apply([deployment({ image: "workshop-nowhere:1", replicas: 2 })]);
say("under way");
await namespace.until({ ...rolledOut("api"), hopeless: () => undefined, deadlineMs: 600_000 });
