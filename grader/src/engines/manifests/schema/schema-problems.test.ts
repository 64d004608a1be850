import { hasCommand, requireEngine } from "@workshop/serving/testing";
import { beforeEach, expect, it } from "vitest";
import type { Edit } from "../../../checks/mutant.ts";
import { render } from "../render.ts";
import { solutionWith } from "../testing/submission.ts";
import { schemaProblems } from "./schema-problems.ts";

const found = hasCommand("kubectl", "version", "--client") || hasCommand("kustomize", "version");
beforeEach((context) => requireEngine(context, "kustomize", found));

const CASES: readonly [file: string, edit: Edit, said: RegExp][] = [
  [
    "base/deployment.yaml",
    { find: "          livenessProbe:", replace: "          livenesProbe:" },
    /^base\/deployment\.yaml:\d+: Deployment workshop-api: unknown field spec\.template\.spec\.containers\.0\.livenesProbe\. Did you mean "livenessProbe"\?$/,
  ],
  [
    "base/deployment.yaml",
    { find: "  minReadySeconds: 3", replace: '  minReadySeconds: "3"' },
    /^base\/deployment\.yaml:\d+: .*spec\.minReadySeconds: expected a number, found "3"$/,
  ],
  [
    "base/deployment.yaml",
    {
      find: "            - name: CACHE_URL",
      replace: "            - name: PORT\n              value: 8000\n            - name: CACHE_URL",
    },
    /env\.1\.value: expected text, in quotes where it looks like something else, found 8000$/,
  ],
  [
    "base/autoscaler.yaml",
    { find: "apiVersion: autoscaling/v2", replace: "apiVersion: autoscaling/v1" },
    /^base\/autoscaler\.yaml:1: HorizontalPodAutoscaler is of autoscaling\/v2, not of autoscaling\/v1$/,
  ],
  [
    "base/disruption-budget.yaml",
    { find: "kind: PodDisruptionBudget", replace: "kind: PodDisruptionBudgets" },
    /^base\/disruption-budget\.yaml:2: kind PodDisruptionBudgets is not known\. Did you mean "PodDisruptionBudget"\?$/,
  ],
  [
    "overlays/local/service.yaml",
    { find: "  type: NodePort", replace: "  typ: NodePort" },
    /^overlays\/local\/service\.yaml:6: Service workshop-api: unknown field spec\.typ\. Did you mean "type"\?$/,
  ],
  [
    "base/service.yaml",
    { find: "  ports:\n    - name: http", replace: "  ports:\n      name: http" },
    /^base\/service\.yaml:10: Service workshop-api: spec\.ports: expected a list/,
  ],
];

it.each(CASES)(
  "finds what is wrong in %s with the place it was written",
  async (file, edit, said) => {
    await using made = await solutionWith({ [file]: [edit] });
    const problems = await schemaProblems(await render(made.folder, "local"));
    expect(problems).toEqual([expect.stringMatching(said)]);
  },
);

it("takes amounts as numbers, and kinds of other controllers as they are", async () => {
  await using made = await solutionWith({
    "base/deployment.yaml": [{ find: '              cpu: "1"', replace: "              cpu: 1" }],
    "base/disruption-budget.yaml": [
      { find: "apiVersion: policy/v1", replace: "apiVersion: monitoring.coreos.com/v1" },
      { find: "kind: PodDisruptionBudget", replace: "kind: PodMonitor" },
    ],
  });
  expect(await schemaProblems(await render(made.folder, "local"))).toEqual([]);
});
