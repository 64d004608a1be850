import type { V1Pod } from "@kubernetes/client-node";
import { expect, it } from "vitest";
import { NotRun } from "../../checks/undecided.ts";
import { factsOf } from "./cluster-facts.ts";
import type { ListOf } from "./follow.ts";
import { enforcesNetworkPolicy } from "./network-policy.ts";
import { nodesOf } from "./nodes.ts";
import { podsReady, rolledOut } from "./rollout.ts";
import { smallPod } from "./small-pod.ts";
import { namespacesOf } from "./sweep.ts";
import { clusterTest } from "./testing/cluster.ts";
import { deployment } from "./testing/deployment.ts";

const test = clusterTest();
/** Networks that are known to enforce policies. */
const ENFORCERS = /calico|cilium|kindnet|antrea|kube-router|weave|k3s/;

it.concurrent("counts what pods ask for as taken", { timeout: 60_000 }, async () => {
  const namespace = await test.namespace();
  const pod = smallPod({
    name: "taker",
    image: await test.image(),
    command: ["node", "-e", 'require("net").createServer().listen(8000)'],
    labels: { app: "taker" },
    port: 8000,
  });
  await namespace.add("Pod", pod);
  await namespace.until({ ...podsReady({ app: "taker" }, 1), deadlineMs: 40_000 });
  const [taker] = await namespace.pods();
  const { version, nodes } = await factsOf(test.cluster());
  expect(version).toMatch(/^v1\.\d+/);
  const facts = nodes.find(({ name }) => name === taker?.spec?.nodeName);
  expect(facts?.platform).toMatch(/^linux\/(amd64|arm64)$/);
  const node = (await nodesOf(test.cluster())).find(
    ({ metadata }) => metadata?.name === facts?.name,
  );
  const whole = 1024 * Number(/^(\d+)Ki$/.exec(node?.status?.allocatable?.memory ?? "")?.[1]);
  expect(facts?.freeMemory).toBeLessThanOrEqual(whole - 16 * 2 ** 20);
  expect(facts?.freeMemory).toBeGreaterThan(0);
});

it.concurrent(
  "tries whether policies are enforced, and leaves nothing",
  { timeout: 120_000 },
  async () => {
    const cluster = test.cluster();
    const run = `${test.run.slice(0, -8)}0badcafe`;
    const path = "/api/v1/namespaces/kube-system/pods";
    const { items } = await cluster.json<ListOf<V1Pod>>({ path });
    const { version } = await factsOf(cluster);
    const names = [version, ...items.map(({ metadata }) => metadata?.name)].join();
    const tried = await enforcesNetworkPolicy(cluster, run, await test.image()).catch(unlessNotRun);
    expect(await namespacesOf(cluster, run)).toEqual([]);
    if (await podsReachEachOther()) expect(tried).toBe(ENFORCERS.test(names));
    else expect(tried).toBeInstanceOf(NotRun);
  },
);

/** As seen by a command in a pod; a firewall of the node may forbid it. */
async function podsReachEachOther(): Promise<boolean> {
  const namespace = await test.namespace();
  await namespace.apply([deployment({ image: await test.image(), replicas: 2 })]);
  await namespace.until({ ...rolledOut("api"), deadlineMs: 60_000 });
  const [one, other] = await namespace.pods("app=api");
  const url = `http://${other?.status?.podIP}:8000`;
  const script = `fetch("${url}", { signal: AbortSignal.timeout(5000) }).catch(() => process.exit(1))`;
  const { exitCode } = await namespace.exec(one?.metadata?.name ?? "", ["node", "-e", script]);
  return exitCode === 0;
}

function unlessNotRun(error: unknown): NotRun {
  if (error instanceof NotRun) return error;
  throw error;
}
