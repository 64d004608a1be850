import type { V1Namespace, V1Pod } from "@kubernetes/client-node";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { ListOf } from "../../engines/cluster/follow.ts";
import { removeNamespace } from "../../engines/cluster/remove-namespace.ts";
import { apiProxy } from "../../engines/cluster/testing/api-proxy.ts";
import { clusterTest } from "../../engines/cluster/testing/cluster.ts";
import { kubernetesCopy } from "../../testing/kubernetes-copy.ts";
import { finished, type RepositoryCopy } from "../../testing/repository-copy.ts";

const test = clusterTest();
const MINUTES = { timeout: 400_000 };

let copy: RepositoryCopy;
let env: NodeJS.ProcessEnv;
beforeAll(async () => {
  copy = await kubernetesCopy();
  env = { KUBECONFIG: copy.path("kubeconfig"), WORKSHOP_CONTEXT: "" };
}, 120_000);
afterAll(() => copy.remove());

/** The namespaces of a process of the grader. */
async function namespacesOf(pid: number | undefined): Promise<string[]> {
  const { items } = await test.cluster().json<ListOf<V1Namespace>>({
    path: "/api/v1/namespaces",
    query: { labelSelector: `workshop.owner=${pid}` },
  });
  return items.map(({ metadata }) => metadata?.name ?? "");
}

async function podsOf(pid: number | undefined): Promise<string[]> {
  const all = (await namespacesOf(pid)).map(async (name) => {
    const path = `/api/v1/namespaces/${name}/pods`;
    return (await test.cluster().json<ListOf<V1Pod>>({ path })).items;
  });
  return (await Promise.all(all)).flat().map(({ metadata }) => metadata?.name ?? "");
}

it("says that a cluster died in the middle, and ends", MINUTES, async () => {
  await using proxy = await apiProxy(test.cluster(), copy.path("kubeconfig"));
  const child = copy.start(["exercise", "3", "--only", "frozen-replaced"], env);
  const done = finished(child);
  await vi.waitFor(async () => expect(await podsOf(child.pid)).toContain("alone"), {
    timeout: 240_000,
    interval: 200,
  });
  await proxy.close();
  const { code, stdout, stderr } = await done;
  const said = stdout.replace(/\s+/g, " ");
  expect(code, stdout + stderr).toBe(3);
  expect(said).toMatch(/frozen-replaced: The cluster proxy stopped answering \([A-Za-z_ ]+\)\./);
  expect(said).toContain("See that kubectl --context proxy get nodes answers, then grade again.");
  expect(stdout + stderr).not.toMatch(/^\s*(evidence\s+)?at .*:\d+/m);
  for (const name of await namespacesOf(child.pid)) await removeNamespace(test.cluster(), name);
});

it("says what a cluster that measures no pods lacks", MINUTES, async () => {
  const lacks = (path: string) => path.startsWith("/apis/metrics.k8s.io");
  await using _proxy = await apiProxy(test.cluster(), copy.path("kubeconfig"), lacks);
  const child = copy.start(["exercise", "3", "--only", "scales"], env);
  const { code, stdout, stderr } = await finished(child);
  const said = stdout.replace(/\s+/g, " ");
  expect(code, stdout + stderr).toBe(3);
  expect(stderr).toMatch(/In the image: .*; solutions\/01-api goes in, since exercises\/01-api /);
  expect(said).toContain("scales: the cluster measures no pods (no metrics.k8s.io).");
  expect(said).toContain("Install metrics-server: https://");
  expect(said).toMatch(/passed: [^;]*comes-up 5/);
  expect(stdout + stderr).not.toMatch(/^\s*(evidence\s+)?at .*:\d+/m);
  expect(await namespacesOf(child.pid)).toEqual([]);
});
