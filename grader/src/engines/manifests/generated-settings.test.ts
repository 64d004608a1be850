import path from "node:path";
import { hasCommand, requireEngine } from "@workshop/serving/testing";
import { beforeEach, expect, it } from "vitest";
import { ROOT } from "../../course/root.ts";
import { apiWorkloads } from "./api.ts";
import { environmentOf, textOf } from "./environment.ts";
import { generatedSettings } from "./generated-settings.ts";
import { render } from "./render.ts";
import { solutionWith } from "./testing/submission.ts";

beforeEach((context) => {
  requireEngine(context, "kustomize", hasCommand("kubectl", "version", "--client"));
});

const other = (name: string) => path.join(ROOT, "grader", "proof", "03-kubernetes", name);

it.each([
  ["one ConfigMap for all variables", path.join(ROOT, "solutions", "03-kubernetes"), 1],
  ["a key of another name than the variable's", other("plain"), 1],
  ["two workloads with settings of their own", other("canary"), 2],
])("gives every API another value: %s", async (_, folder, generators) => {
  const before = await render(folder, "local");
  const settings = generatedSettings(before, { MODEL: "v9.9.9" });
  expect(Object.keys(settings)).toHaveLength(generators);
  const after = await render(folder, "local", { settings });
  const models = apiWorkloads(after).map(({ api }) =>
    textOf(environmentOf(after, api.container).get("MODEL")),
  );
  expect(new Set(models)).toEqual(new Set(["v9.9.9"]));
});

it("says which variable does not come from a ConfigMap", async () => {
  await using made = await solutionWith();
  const manifests = await render(made.folder, "local");
  expect(() => generatedSettings(manifests, { CACHE_PASSWORD: "x" })).toThrow(
    /CACHE_PASSWORD of Deployment\/?.*workshop-api to come from a ConfigMap/,
  );
});
