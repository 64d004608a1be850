import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { hasCommand, requireEngine } from "@workshop/serving/testing";
import { beforeEach, expect, it } from "vitest";
import { ManifestsFailed } from "./manifests-failed.ts";
import { render } from "./render.ts";
import { renderedDigest } from "./rendered-digest.ts";
import { schemaProblems } from "./schema/schema-problems.ts";
import { solutionWith, submission } from "./testing/submission.ts";
import { wiringProblems } from "./wiring/wiring-problems.ts";

const found = hasCommand("kubectl", "version", "--client") || hasCommand("kustomize", "version");
beforeEach((context) => requireEngine(context, "kustomize", found));

const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: workshop-api
spec:
  selector: {app: api}
  ports:
    - port: 80
`;

async function problemsOf(act: Promise<unknown>): Promise<readonly string[]> {
  const failure = await act.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failure instanceof ManifestsFailed) return failure.problems;
  throw failure ?? new Error("It rendered.");
}

it.each(["local", "eks"])("finds nothing wrong with the solution's %s", async (overlay) => {
  await using made = await solutionWith();
  const manifests = await render(made.folder, overlay);
  expect(manifests.objects.length).toBeGreaterThan(8);
  expect(await schemaProblems(manifests)).toEqual([]);
  expect(wiringProblems(manifests)).toEqual([]);
  const [deployment] = manifests.of("Deployment");
  expect(deployment?.metadata.annotations).toBeUndefined();
});

it("lays image, setting and namespace over it", async () => {
  await using made = await solutionWith();
  const manifests = await render(made.folder, "local", {
    images: { "workshop-api": { name: "registry.example/graded", tag: "7" } },
    settings: { "workshop-api-settings": { MODEL: "challenger" } },
    namespace: "mine",
  });
  const [settings] = manifests.of("ConfigMap");
  expect(settings?.data).toMatchObject({ MODEL: "challenger", LOG_LEVEL: "info" });
  const text = JSON.stringify(manifests.objects);
  expect(text).toContain('"registry.example/graded:7"');
  expect(new Set(manifests.objects.map(({ metadata }) => metadata.namespace))).toEqual(
    new Set(["mine"]),
  );
});

it("names file and line of what is no YAML", async () => {
  await using made = await submission({ "service.yaml": `${SERVICE}  ports: []\n\tx` });
  const [first] = await problemsOf(render(made.folder, "local"));
  expect(first).toMatch(/^base\/service\.yaml:9: /);
});

it("refuses aliases that multiply", async () => {
  const level = (name: string, of: string) => `${name}: &${name} [${`*${of},`.repeat(12)}]\n`;
  const bomb = `a: &a [x]\n${level("b", "a")}${level("c", "b")}${level("d", "c")}${level("e", "d")}`;
  await using made = await submission({ "service.yaml": `${SERVICE}---\n${bomb}` });
  const [first] = await problemsOf(render(made.folder, "local"));
  expect(first).toBe(
    "base/service.yaml: Excessive alias count indicates a resource exhaustion attack",
  );
});

it("names file and line of a resource that is not there, and reaches for nothing outside", async () => {
  await using made = await submission({ "service.yaml": SERVICE });
  const file = path.join(made.folder, "base", "kustomization.yaml");
  await writeFile(file, "resources:\n  - servce.yaml\n  - https://example.com/x.yaml\n");
  expect(await problemsOf(render(made.folder, "local"))).toEqual([
    "base/kustomization.yaml:2: resources: servce.yaml is not there",
    "base/kustomization.yaml:3: resources: https://example.com/x.yaml is not in this folder: copy what you need from there",
  ]);
});

it("passes on what kustomize says, without the folders of this machine", async () => {
  await using made = await submission({ "service.yaml": SERVICE });
  const file = path.join(made.folder, "overlays", "local", "kustomization.yaml");
  await writeFile(file, "resources: [../../base]\nimagess: []\n");
  expect(await problemsOf(render(made.folder, "local"))).toEqual([
    'invalid Kustomization: json: unknown field "imagess"',
  ]);
});

it("says that an overlay is not there", async () => {
  await using made = await submission({ "service.yaml": SERVICE });
  expect(await problemsOf(render(made.folder, "eks"))).toEqual(["there is no folder overlays/eks"]);
});

it("has a digest of what is rendered, and not of how it is written", async () => {
  await using made = await solutionWith();
  const file = path.join(made.folder, "base", "service.yaml");
  const text = await readFile(file, "utf8");
  const before = await renderedDigest(made.folder, "local");
  await writeFile(file, `# A comment.\n${text}`);
  expect(await renderedDigest(made.folder, "local")).toBe(before);
  await writeFile(file, text.replace("port: 80", "port: 81"));
  expect(await renderedDigest(made.folder, "local")).not.toBe(before);
  await writeFile(file, "no: [yaml");
  expect(await renderedDigest(made.folder, "local")).not.toBe(before);
});
