import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import process from "node:process";
import { text } from "node:stream/consumers";
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

it("says in a sentence that there is none, and what to do", async () => {
  const { err, code } = await run([], { KUBECONFIG: "/nowhere/config" });
  expect(err).toMatch(
    /^no cluster: there is no kubeconfig at \/nowhere\/config\. Start a local one/,
  );
  expect(code).toBe(1);
});

it("refuses what it does not know", async () => {
  const { err, code } = await run(["--contxt", "a"]);
  expect(err).toMatch(/^Unknown option '--contxt'.*npm run cluster -- --help/);
  expect(code).toBe(2);
  const wrong = await run(["--context", "nowhere"]);
  expect(wrong.err).toMatch(/^the kubeconfig has no context "nowhere"; it has /);
  expect(wrong.code).toBe(1);
});
