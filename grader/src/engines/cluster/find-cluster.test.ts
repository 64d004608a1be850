import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { hasCommand } from "@workshop/serving/testing";
import { afterAll, afterEach, beforeAll, describe, expect, it, type TestContext, vi } from "vitest";
import { freePort } from "../free-port.ts";
import { findCluster } from "./find-cluster.ts";
import { tlsServer } from "./testing/tls-server.ts";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-kubeconfig-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** A kubeconfig that is the only one, with a context for each server. */
async function kubeconfig(servers: Record<string, string>, current = "", user = ""): Promise<void> {
  const names = Object.keys(servers);
  const clusters = names.map(
    (name) => `{ name: ${name}, cluster: { server: "${servers[name]}" } }`,
  );
  const contexts = names.map(
    (name) => `{ name: ${name}, context: { cluster: ${name}, user: me } }`,
  );
  const file = path.join(folder, "config");
  await writeFile(
    file,
    `apiVersion: v1
kind: Config
current-context: "${current}"
clusters: [${clusters}]
contexts: [${contexts}]
users: [{ name: me, user: { ${user} } }]
`,
  );
  vi.stubEnv("KUBECONFIG", file);
  vi.stubEnv("WORKSHOP_CONTEXT", "");
}

describe("findCluster", () => {
  it("tells that there is no kubeconfig, and how to get a cluster", async () => {
    vi.stubEnv("KUBECONFIG", path.join(folder, "none"));
    const { missing } = await findCluster();
    expect(missing?.reason).toMatch(/^no cluster: there is no kubeconfig at .*none$/);
    expect(missing?.cure).toContain("kind create cluster");
  });

  it("tells a kubeconfig that cannot be read", async () => {
    const file = path.join(folder, "broken");
    await writeFile(file, "clusters: [");
    vi.stubEnv("KUBECONFIG", file);
    expect((await findCluster()).missing?.reason).toMatch(/broken cannot be read \(/);
  });

  it("tells that no context is chosen", async () => {
    await kubeconfig({ "kind-one": "https://127.0.0.1:1", two: "https://127.0.0.1:2" });
    expect((await findCluster()).missing).toEqual({
      reason: "the kubeconfig has no current context",
      cure: "kubectl config use-context kind-one or two.",
    });
  });

  it("tells a context that is not there", async () => {
    await kubeconfig({ "kind-one": "https://127.0.0.1:1" });
    vi.stubEnv("WORKSHOP_CONTEXT", "kind-on");
    const { missing } = await findCluster();
    expect(missing?.reason).toBe('the kubeconfig has no context "kind-on"; it has kind-one');
    expect(missing?.cure).toContain('Did you mean "kind-one"?');
  });

  it("does not touch a cluster elsewhere unasked, and names it", async () => {
    await kubeconfig({ prod: "https://prod.invalid" }, "prod");
    const { missing } = await findCluster();
    expect(missing?.reason).toBe(
      "the current context prod is a cluster elsewhere (https://prod.invalid)",
    );
    expect(missing?.cure).toMatch(/WORKSHOP_CONTEXT=prod, or --context prod/);
  });

  it("asks where somebody can answer", async () => {
    await kubeconfig({ prod: "https://prod.invalid" }, "prod");
    const asked: string[] = [];
    const answer = (yes: boolean) => async (question: string) => {
      asked.push(question);
      return yes;
    };
    const refused = await findCluster({ confirm: answer(false) });
    expect(refused.missing?.reason).toMatch(/elsewhere/);
    const agreed = await findCluster({ confirm: answer(true) });
    expect(agreed.missing?.reason).toMatch(/the name in the address of .*prod.* is not known/);
    expect(asked[0]).toMatch(/prod is a cluster elsewhere \(https:\/\/prod\.invalid\)/);
  });

  it("takes a cluster elsewhere that is named", async () => {
    await kubeconfig({ prod: "https://prod.invalid" }, "");
    const { missing } = await findCluster({ context: "prod" });
    expect(missing?.reason).toMatch(/is not known/);
  });

  it("tells an address where nothing listens", async () => {
    await kubeconfig({ one: `https://127.0.0.1:${await freePort()}` }, "one");
    const { missing } = await findCluster();
    expect(missing?.reason).toMatch(
      /^nothing listens at the address of the cluster of context one/,
    );
  });

  it("tells a login command that is not there", async () => {
    const user =
      "exec: { apiVersion: client.authentication.k8s.io/v1, command: no-such-login, interactiveMode: Never }";
    await kubeconfig({ one: "https://127.0.0.1:1" }, "one", user);
    expect((await findCluster()).missing?.reason).toMatch(/no-such-login/);
  });

  it.for<[number, RegExp, RegExp]>([
    [
      -1,
      /^the certificate of the cluster of context kind-one .* has expired$/,
      /kind delete cluster/,
    ],
    [1, /is not the one the kubeconfig expects/, /older cluster/],
  ])("tells a server whose certificate lasts %i days", async ([days, reason, cure], context) => {
    needsOpenssl(context);
    const { server, certificate } = await tlsServer(folder, days);
    const { port } = server.address() as AddressInfo;
    await kubeconfig({ "kind-one": `https://127.0.0.1:${port}` }, "kind-one");
    if (days < 0) await trust(certificate);
    const { missing } = await findCluster();
    server.close();
    expect(missing?.reason).toMatch(reason);
    expect(missing?.cure).toMatch(cure);
  });

  it("tells a user whose certificate has expired", async (context) => {
    needsOpenssl(context);
    const own = await tlsServer(folder, 1);
    const old = await tlsServer(folder, -1);
    const { port } = own.server.address() as AddressInfo;
    const data = async (file: string) => (await readFile(file)).toString("base64");
    const user = `client-certificate-data: ${await data(old.certificate)}, client-key-data: ${await data(old.key)}`;
    await kubeconfig({ "k3d-one": `https://127.0.0.1:${port}` }, "k3d-one", user);
    await trust(own.certificate);
    const { missing } = await findCluster();
    own.server.close();
    old.server.close();
    expect(missing?.reason).toMatch(/^the user's certificate for .* expired on \d{4}-\d\d-\d\d$/);
    expect(missing?.cure).toContain("k3d cluster stop one");
  });
});

function needsOpenssl(context: TestContext): void {
  if (!hasCommand("openssl", "version")) context.skip("not run: no openssl to make certificates");
}

/** Lets the kubeconfig trust a certificate. */
async function trust(certificate: string): Promise<void> {
  const file = process.env.KUBECONFIG ?? "";
  const text = await readFile(file, "utf8");
  await writeFile(
    file,
    text.replace(/(server: "[^"]*")/, `$1, certificate-authority: ${certificate}`),
  );
}
