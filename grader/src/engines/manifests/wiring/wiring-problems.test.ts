import { hasCommand, requireEngine } from "@workshop/serving/testing";
import { beforeEach, expect, it } from "vitest";
import type { Edit } from "../../../checks/mutant.ts";
import { render } from "../render.ts";
import { solutionWith, submission } from "../testing/submission.ts";
import { wiringProblems } from "./wiring-problems.ts";

const found = hasCommand("kubectl", "version", "--client") || hasCommand("kustomize", "version");
beforeEach((context) => requireEngine(context, "kustomize", found));

const SLIDE = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: model-api
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: api
        image: my-registry/model-api:latest
`;

it("finds what the slide's manifest lacks", async () => {
  await using made = await submission({ "deployment.yaml": SLIDE });
  expect(wiringProblems(await render(made.folder, "local"))).toEqual([
    "base/deployment.yaml:7: Deployment model-api has no spec.selector: which pods are its own?",
    "base/deployment.yaml:7: Deployment model-api gives its pods no labels (template.metadata.labels)",
  ]);
});

const CACHE_URL = "redis://:$(CACHE_PASSWORD)@workshop-redis:6379";

const CASES: readonly [file: string, edit: Edit, said: RegExp][] = [
  [
    "base/deployment.yaml",
    {
      find: `            - name: CACHE_URL\n              value: ${CACHE_URL}\n`,
      replace: "",
    },
    /^base\/deployment\.yaml:\d+: Deployment workshop-api has no CACHE_URL, so it does not use Deployment workshop-redis$/,
  ],
  [
    "base/deployment.yaml",
    { find: CACHE_URL, replace: CACHE_URL.replace("workshop-redis", "redis.workshop.svc") },
    /^base\/deployment\.yaml:\d+: CACHE_URL of Deployment workshop-api names the host redis\.workshop\.svc, and there is no Service redis$/,
  ],
  [
    "base/deployment.yaml",
    { find: CACHE_URL, replace: CACHE_URL.replace("6379", "6380") },
    /^base\/deployment\.yaml:\d+: CACHE_URL of Deployment workshop-api names the host workshop-redis and port 6380, which Service workshop-redis does not have$/,
  ],
  [
    "base/deployment.yaml",
    {
      find: "  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: workshop-api",
      replace: "  template:\n    metadata:\n      labels:\n        app.kubernetes.io/name: other",
    },
    /^base\/deployment\.yaml:\d+: Deployment workshop-api selects app\.kubernetes\.io\/name=workshop-api, and its template is labelled app\.kubernetes\.io\/name=other$/,
  ],
  [
    "base/service.yaml",
    {
      find: "  selector:\n    app.kubernetes.io/name: workshop-api",
      replace: "  selector:\n    app: api",
    },
    /^base\/service\.yaml:8: Service workshop-api selects app=api, and pods have /,
  ],
  [
    "base/service.yaml",
    { find: "targetPort: http", replace: "targetPort: 8080" },
    /^base\/service\.yaml:11: Service workshop-api sends to port 8080, and no container of Deployment workshop-api has it$/,
  ],
  [
    "base/disruption-budget.yaml",
    { find: "app.kubernetes.io/name: workshop-api", replace: "app.kubernetes.io/name: api" },
    /^base\/disruption-budget\.yaml:8: PodDisruptionBudget workshop-api selects app\.kubernetes\.io\/name=api, which no pod has$/,
  ],
  [
    "base/autoscaler.yaml",
    {
      find: "    kind: Deployment\n    name: workshop-api",
      replace: "    kind: Deployment\n    name: api",
    },
    /^base\/autoscaler\.yaml:6: HorizontalPodAutoscaler workshop-api scales Deployment api, which is not there$/,
  ],
  [
    "base/deployment.yaml",
    { find: "      serviceAccountName: workshop-api", replace: "      serviceAccountName: api" },
    /there is no ServiceAccount api$/,
  ],
  [
    "base/deployment.yaml",
    {
      find: "                name: workshop-api-settings",
      replace: "                name: settings",
    },
    /there is no ConfigMap settings$/,
  ],
];

it.each(CASES)("finds the loose end in %s", async (file, edit, said) => {
  await using made = await solutionWith({ [file]: [edit] });
  const problems = wiringProblems(await render(made.folder, "local"));
  expect(problems[0]).toMatch(said);
});
