import { readdir } from "node:fs/promises";
import path from "node:path";
import { ContractFailure } from "@workshop/serving/http-contract";
import { hasCommand, requireEngine } from "@workshop/serving/testing";
import { beforeEach, expect, it } from "vitest";
import { ROOT } from "../../course/root.ts";
import { openManifests } from "../../engines/manifests/open-manifests.ts";
import { solutionWith } from "../../engines/manifests/testing/submission.ts";
import { MANIFEST_CHECKS } from "./index.ts";

const found = hasCommand("kubectl", "version", "--client") || hasCommand("kustomize", "version");
beforeEach((context) => requireEngine(context, "kustomize", found));

/** The checks that fail; those that depend on one of them are not asked. */
async function failing(folder: string): Promise<Map<string, string>> {
  const context = openManifests(folder);
  const failed = new Map<string, string>();
  const out = new Set<string>();
  for (const check of MANIFEST_CHECKS) {
    if (check.after.some((id) => out.has(id))) {
      out.add(check.id);
      continue;
    }
    try {
      await check.run(context);
    } catch (error) {
      if (!(error instanceof ContractFailure)) throw error;
      out.add(check.id);
      failed.set(check.id, error.message);
    }
  }
  return failed;
}

it("passes the solution", async () => {
  expect(await failing(path.join(ROOT, "solutions", "03-kubernetes"))).toEqual(new Map());
});

it("stops at the wiring of the starter, which is the slide's", async () => {
  const failed = await failing(path.join(ROOT, "exercises", "03-kubernetes"));
  expect([...failed.keys()]).toEqual(["wired"]);
  expect(failed.get("wired")).toContain(
    "base/deployment.yaml:7: Deployment model-api has no spec.selector",
  );
});

const PROOF = path.join(ROOT, "grader", "proof", "03-kubernetes");

it("passes the other correct designs", async () => {
  const entries = await readdir(PROOF, { withFileTypes: true });
  const designs = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(designs.length).toBeGreaterThanOrEqual(3);
  for (const design of designs) {
    expect([design, await failing(path.join(PROOF, design))]).toEqual([design, new Map()]);
  }
});

const mutants = MANIFEST_CHECKS.flatMap((check) =>
  check.mutants.map((mutant) => [check.id, mutant.title, mutant] as const),
);

it.each(mutants)("%s alone fails a solution that %s", async (id, _title, mutant) => {
  await using made = await solutionWith(mutant.edits);
  expect([...(await failing(made.folder)).keys()]).toEqual([id]);
});
