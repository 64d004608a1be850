import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
import { hasDocker, requireEngine } from "@workshop/serving/testing";
import { expect, it } from "vitest";
import { ROOT } from "../../course/root.ts";
import { clusterTest } from "../../engines/cluster/testing/cluster.ts";

const test = clusterTest();

async function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const script = path.join(ROOT, "grader", "src", "cli.ts");
  const child = spawn(process.execPath, [script, "cluster", ...args], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "close") as Promise<[number]>,
  ]);
  return { out, err, code };
}

it("says what the cluster can, and how to look at it", { timeout: 120_000 }, async () => {
  const { context, server } = test.cluster();
  const { out, code } = await run([]);
  expect(out).toContain(`ok       cluster        ${context} at ${server}, Kubernetes v1.`);
  for (const subject of ["node", "images", "metrics", "storage", "NetworkPolicy"]) {
    expect(out).toMatch(new RegExp(`^(ok|missing) +${subject} `, "m"));
  }
  expect(out).toContain(`kubectl --context ${context} get namespaces -l workshop.run`);
  expect(code).toBe(0);
});

it("says why there is none, and that none can be started", { timeout: 60_000 }, async (context) => {
  const none = { KUBECONFIG: "/nowhere/config", WORKSHOP_CONTEXT: "" };
  const unreachable = await run([], { ...none, DOCKER_HOST: "unix:///nowhere/docker.sock" });
  expect(unreachable.err).toMatch(
    /^no cluster: there is no kubeconfig at \/nowhere\/config\. Start/,
  );
  expect(unreachable.err).toContain("K3s cannot be started: Docker's engine does not run. Start ");
  expect(unreachable.code).toBe(1);

  requireEngine(context, "docker", hasDocker("node:24-bookworm-slim"));
  const { err, code } = await run([], { ...none, WORKSHOP_K3S_IMAGE: "localhost:1/k3s:none" });
  expect(err).toContain("Starting K3s in Docker.\nK3s did not start from the image localhost:1/");
  expect(err).toContain("See that this works: docker pull localhost:1/k3s:none.");
  expect(code).toBe(1);
});

it("brings an image in, and says which it cannot", { timeout: 180_000 }, async () => {
  const { context } = test.cluster();
  const { out, code } = await run(["load", "node:24-bookworm-slim"]);
  expect(out).toBe(`In ${context}, as pods name it: node:24-bookworm-slim\n`);
  expect(code).toBe(0);
  const wrong = await run(["load", "workshop-nowhere:1"]);
  expect(wrong.err).toContain("The image was not brought into the cluster: ");
  expect(wrong.code).toBe(1);
});

it("takes down what it started, and nothing else", async (context) => {
  requireEngine(context, "docker", hasDocker("node:24-bookworm-slim"));
  const { out, code } = await run(["stop"]);
  expect(out).toBe("No cluster of ours runs.\n");
  expect(code).toBe(0);
});

it("refuses what it does not know", { timeout: 60_000 }, async () => {
  const { err, code } = await run(["--contxt", "a"]);
  expect(err).toMatch(/^Unknown option '--contxt'.*npm run cluster -- --help/);
  expect(code).toBe(2);
  expect((await run(["load"])).err).toMatch(/^load wants the name of an image\. npm run cluster/);
  expect((await run(["start"])).err).toMatch(/^Unexpected start\. npm run cluster/);
  const wrong = await run(["--context", "nowhere"]);
  expect(wrong.err).toMatch(/^the kubeconfig has no context "nowhere"; it has /);
  expect(wrong.code).toBe(1);
});
