import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { hasCommand, hasDocker, requireEngine } from "@workshop/serving/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findCluster } from "../find-cluster.ts";
import { adapterFor } from "../images/adapters.ts";
import { unprivilegedDocker } from "../testing/unprivileged-docker.ts";
import { k3sImage, startK3s, stopK3s } from "./k3s.ts";
import { OWN_CONTEXT } from "./own-config.ts";

const state = await vi.hoisted(async () => {
  const [{ mkdtempSync }, os, { join }] = await Promise.all([
    import("node:fs"),
    import("node:os"),
    import("node:path"),
  ]);
  return mkdtempSync(join(os.tmpdir(), "workshop-state-"));
});
vi.mock("../../../course/root.ts", async (original) => ({
  ...(await original<typeof import("../../../course/root.ts")>()),
  STATE: state,
}));

const BASE = "node:24-bookworm-slim";
const STAND_IN = "workshop-k3s-stand-in:test";
const docker = (...args: string[]) =>
  execFileSync("docker", args, { encoding: "utf8", timeout: 60_000 });

/** Says and writes what K3s does when it is up, and allows whatever it is asked. */
const SERVER = `
const { mkdirSync, readFileSync, writeFileSync } = require("node:fs");
if (process.argv[2] !== "server") process.exit(2);
mkdirSync("/etc/rancher/k3s", { recursive: true });
writeFileSync("/etc/rancher/k3s/k3s.yaml", \`apiVersion: v1
clusters:
- cluster:
    insecure-skip-tls-verify: true
    server: https://127.0.0.1:6443
  name: default
contexts:
- context:
    cluster: default
    user: default
  name: default
current-context: default
kind: Config
users:
- name: default
  user: {}
\`);
const options = { key: readFileSync("/key.pem"), cert: readFileSync("/certificate.pem") };
require("node:https").createServer(options, (request, answer) => {
  answer.end(JSON.stringify({ status: { allowed: true } }));
}).listen(6443, () => console.log("Node controller sync successful"));
process.on("SIGTERM", () => process.exit(0));
`;

beforeAll(async () => {
  if (!hasDocker(BASE) || !hasCommand("openssl", "version")) return;
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-k3s-"));
  const at = (name: string) => path.join(folder, name);
  await writeFile(at("server.cjs"), SERVER);
  await writeFile(at("ctr"), '#!/bin/sh\necho "$@" > /ctr.words\ncp "$5" /imported.tar\n');
  await writeFile(
    at("Dockerfile"),
    `FROM ${BASE}
COPY server.cjs key.pem certificate.pem /
COPY --chmod=755 ctr /usr/local/bin/
ENTRYPOINT ["node", "/server.cjs"]
`,
  );
  const made = ["-keyout", at("key.pem"), "-out", at("certificate.pem")];
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=k3s", ...made];
  execFileSync("openssl", request, { stdio: "ignore" });
  docker("build", "--quiet", "--tag", STAND_IN, folder);
  await rm(folder, { recursive: true });
}, 120_000);

let engine: Awaited<ReturnType<typeof unprivilegedDocker>>;
beforeAll(async () => {
  engine = await unprivilegedDocker();
});

afterAll(async () => {
  await engine.close();
  vi.unstubAllEnvs();
  await rm(state, { recursive: true, force: true });
  if (hasDocker(STAND_IN)) docker("image", "rm", "--force", STAND_IN);
});

// Nothing here is a cluster: whether pods run on K3s is shown where its image can be had.
describe("the cluster of our own, with a stand-in for K3s", { timeout: 120_000 }, () => {
  it("starts once, is found again, takes an image and is gone", async (context) => {
    requireEngine(context, "docker", hasDocker(BASE));
    vi.stubEnv("KUBECONFIG", "/nowhere/config");
    vi.stubEnv("WORKSHOP_CONTEXT", "");
    vi.stubEnv("WORKSHOP_K3S_IMAGE", STAND_IN);
    expect((await findCluster()).missing?.cure).toContain("npm run cluster (K3s in Docker)");
    const running = () =>
      docker("ps", "--quiet", "--filter", "label=workshop.cluster=k3s").trim().split("\n");
    try {
      vi.stubEnv("DOCKER_HOST", engine.host);
      await startK3s();
      // The engine's process is this one, which must not wait for a command that asks it.
      vi.stubEnv("DOCKER_HOST", undefined);
      const [container = ""] = running();
      await startK3s();
      expect(running()).toEqual([container]);
      const { cluster } = await findCluster();
      expect(cluster?.context).toBe(OWN_CONTEXT);

      const adapter = adapterFor("any", [{ spec: { providerID: `k3s://${container}` } }]);
      expect(await adapter?.load(BASE)).toBe(BASE);
      expect(docker("exec", container, "cat", "/ctr.words")).toBe(
        "--namespace k8s.io images import /image.tar\n",
      );
      const manifest = docker("exec", container, "tar", "-xOf", "/imported.tar", "manifest.json");
      expect(manifest).toContain(BASE);

      docker("kill", container);
      const { missing } = await findCluster();
      expect(missing?.reason).toMatch(/the cluster that npm run cluster started does not answer/);
      expect(missing?.cure).toBe("npm run cluster stop, then npm run cluster.");
      expect(await stopK3s()).toBe(true);
    } finally {
      vi.stubEnv("DOCKER_HOST", undefined);
      await stopK3s();
    }
    expect(await stopK3s()).toBe(false);
    expect(docker("ps", "-aq", "--filter", "label=workshop.cluster=k3s")).toBe("");
    expect((await findCluster()).missing?.reason).toMatch(/^no cluster: there is no kubeconfig/);
  });

  it("says which image could not be had", async (context) => {
    requireEngine(context, "docker", hasDocker(BASE));
    vi.stubEnv("DOCKER_HOST", engine.host);
    vi.stubEnv("WORKSHOP_K3S_IMAGE", "localhost:1/k3s:none");
    await expect(startK3s()).rejects.toMatchObject({
      message: expect.stringContaining("K3s did not start from the image localhost:1/k3s:none: "),
      cure: expect.stringMatching(/^See that this works: docker pull localhost:1\/k3s:none\./),
    });
  });

  it("takes a version of K3s unless another image is named", () => {
    vi.stubEnv("WORKSHOP_K3S_IMAGE", "");
    expect(k3sImage()).toMatch(/^rancher\/k3s:v1\.34\.\d+-k3s\d+$/);
  });
});
