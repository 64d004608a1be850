import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import https from "node:https";
import { describe, expect, it } from "vitest";
import { rolledOut } from "../rollout.ts";
import type { RunNamespace } from "../run-namespace.ts";
import { clusterTest } from "../testing/cluster.ts";
import { deployment, SERVICE } from "../testing/deployment.ts";
import { byRelay } from "./by-relay.ts";
import { reachPod } from "./reach-pod.ts";
import { reachService } from "./reach-service.ts";
import type { Reached } from "./reached.ts";

const test = clusterTest();

async function served(): Promise<{ namespace: RunNamespace; names: string[] }> {
  const namespace = await test.namespace();
  await namespace.apply([deployment({ image: await test.image(), replicas: 3 }), SERVICE]);
  await namespace.until({ ...rolledOut("api"), deadlineMs: 60_000 });
  const names = (await namespace.pods("app=api")).map(({ metadata }) => metadata?.name ?? "");
  return { namespace, names: names.sort() };
}

/** Who answers on that many connections, each of its own. */
async function whoAnswers({ url }: Reached, connections: number): Promise<string[]> {
  const answers: string[] = [];
  for (let index = 0; index < connections; index += 1) {
    const answer = await fetch(url, { headers: { connection: "close" } });
    answers.push(await answer.text());
  }
  return [...new Set(answers)].sort();
}

describe.concurrent("reaching", { timeout: 120_000 }, () => {
  it("a Service gives connections to all its pods, and a pod keeps its own", async () => {
    const { namespace, names } = await served();
    const reached = await reachService(namespace, "api", { relayImage: await test.image() });
    expect(await whoAnswers(reached, 40)).toEqual(names);
    const answer = await reached.target.request({ method: "GET", path: "/x" });
    expect(answer.status).toBe(200);
    await reached.close();
    const services = await namespace.list("Service");
    expect(services.map(({ metadata }) => metadata?.name)).toEqual(["api"]);
    const [name = ""] = names;
    const pod = await reachPod(namespace, name);
    expect(await whoAnswers(pod, 5)).toEqual([name]);
    await pod.close();
    await expect(fetch(pod.url)).rejects.toThrow();
  });

  it("a relay passes connections on, through a Service that every cluster has", async () => {
    const namespace = await test.namespace();
    const options = { relayImage: await test.image() };
    const reached = await byRelay(namespace, "kubernetes.default", 443, options);
    for (const path of ["/version", "/healthz"]) {
      const asked = https.get({
        port: reached.port,
        path,
        rejectUnauthorized: false,
        agent: false,
      });
      const [answer] = (await once(asked, "response")) as [IncomingMessage];
      // The API server, which does not know this client.
      expect(answer.headers["audit-id"]).toMatch(/-/);
      answer.resume();
    }
    await reached.close();
    await expect(fetch(reached.url)).rejects.toThrow();
    expect(await namespace.pods()).toEqual([]);
  });

  it("a relay tells that it does not get there", async () => {
    const namespace = await test.namespace();
    const options = { relayImage: await test.image() };
    const nowhere = byRelay(namespace, "nowhere", 80, options);
    await expect(nowhere).rejects.toMatchObject({
      name: "NotRun",
      message: expect.stringMatching(/^Service nowhere is reached neither/),
    });
  });

  it("tells a Service that is not there, or that no pod is behind", async () => {
    const namespace = await test.namespace();
    const options = { relayImage: "none" };
    const none = reachService(namespace, "api", options);
    await expect(none).rejects.toMatchObject({ expected: "a Service api", received: "none" });
    await namespace.apply([SERVICE]);
    const empty = reachService(namespace, "api", options);
    await expect(empty).rejects.toMatchObject({
      received: 'no pod has the labels of its selector, {"app":"api"}',
    });
  });
});
