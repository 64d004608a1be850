import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { hasCommand, requireEngine } from "@workshop/serving/testing";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { tlsServer } from "../../engines/cluster/testing/tls-server.ts";
import { dockerTest } from "../../engines/docker/testing/docker.ts";
import { kubernetesCopy } from "../../testing/kubernetes-copy.ts";
import type { RepositoryCopy } from "../../testing/repository-copy.ts";

dockerTest();
const SLOW = { timeout: 120_000 };

let copy: RepositoryCopy;
beforeAll(async () => {
  copy = await kubernetesCopy();
}, 120_000);
afterAll(() => copy.remove());
beforeEach((context) => {
  requireEngine(context, "kustomize", hasCommand("kubectl", "version", "--client"));
});

/** Grades the solution as the learner's by one check of a cluster, which nobody can judge. */
async function grade(env: NodeJS.ProcessEnv): Promise<string> {
  const words = ["exercise", "3", "--only", "comes-up"];
  const { code, stdout, stderr } = await copy.run(words, { WORKSHOP_CONTEXT: "", ...env });
  expect(code, stdout + stderr).toBe(3);
  expect(stdout + stderr).not.toMatch(/^\s*(evidence\s+)?at .*:\d+/m);
  expect(stdout.match(/^not run/gm)).toHaveLength(1);
  return stdout.replace(/\s+/g, " ");
}

async function kubeconfig(server: string, cluster = "", user = ""): Promise<NodeJS.ProcessEnv> {
  const file = copy.path("kubeconfig");
  await writeFile(
    file,
    `apiVersion: v1
kind: Config
current-context: k3d-one
clusters: [{ name: one, cluster: { server: "${server}" ${cluster} } }]
contexts: [{ name: k3d-one, context: { cluster: one, user: me } }]
users: [{ name: me, user: { ${user} } }]
`,
  );
  return { KUBECONFIG: file };
}

it("says that there is no cluster, and how to start one", SLOW, async () => {
  const said = await grade({ KUBECONFIG: "/nowhere/config" });
  expect(said).toContain("comes-up: no cluster: there is no kubeconfig at /nowhere/config.");
  expect(said).toContain("Start a local one: npm run cluster (K3s in Docker), kind create");
  expect(said).toContain("passed: renders 2, schema 2, wired 3");
});

it("grades on no cluster elsewhere unless it is told to, and names it", SLOW, async () => {
  const said = await grade(await kubeconfig("https://prod.invalid"));
  expect(said).toContain(
    "the current context k3d-one is a cluster elsewhere (https://prod.invalid). If you mean it, " +
      "say so: WORKSHOP_CONTEXT=k3d-one, or --context k3d-one.",
  );
});

it(
  "says which certificate of the user has expired, and how to get another",
  SLOW,
  async (context) => {
    if (!hasCommand("openssl", "version")) context.skip("not run: no openssl to make certificates");
    const own = await tlsServer(copy.folder, 1);
    const old = await tlsServer(copy.folder, -1);
    try {
      const { port } = own.server.address() as AddressInfo;
      const data = async (file: string) => (await readFile(file)).toString("base64");
      const env = await kubeconfig(
        `https://127.0.0.1:${port}`,
        `, certificate-authority: ${own.certificate}`,
        `client-certificate-data: ${await data(old.certificate)}, client-key-data: ${await data(old.key)}`,
      );
      const said = await grade(env);
      expect(said).toMatch(
        /the user's certificate for the cluster .* expired on \d{4}-\d\d-\d\d\./,
      );
      expect(said).toContain("k3d cluster stop one; k3d cluster start one.");
    } finally {
      own.server.close();
      old.server.close();
    }
  },
);

it("says that kubectl is missing, and where to get it", SLOW, async () => {
  const folder = copy.path("programs");
  await mkdir(folder);
  for (const name of ["docker", "git"]) {
    const found = (process.env.PATH ?? "")
      .split(path.delimiter)
      .find((each) => hasCommand(path.join(each, name), "--version"));
    await symlink(path.join(found ?? "", name), path.join(folder, name));
  }
  const said = await grade({ PATH: folder });
  expect(said).toContain(
    "renders, schema, wired, comes-up: neither kubectl nor kustomize on the PATH.",
  );
  expect(said).toContain("Install kubectl: https://kubernetes.io/docs/tasks/tools/");
});
