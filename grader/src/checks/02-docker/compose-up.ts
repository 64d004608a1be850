import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { orderFromFiles } from "./from-files/compose.ts";
import { demandPrediction } from "./prediction.ts";
import { STARVED, upStack } from "./stack.ts";

export const composeUp: Check<DockerContext> = {
  id: "compose-up",
  title: "docker compose up --wait brings the API and Redis up, Redis first",
  step: 6,
  points: 3,
  why: "A start order that holds by luck breaks on the slow machine.",
  hints: [
    "docker compose -f exercises/02-docker/compose.yaml up --build --wait, then ps and logs.",
    "depends_on waits for a start alone, unless a condition asks for health.",
    "redis: healthcheck with redis-cli ping; api: depends_on redis with condition: service_healthy.",
  ],
  after: ["answers"],
  needs: ["docker"],
  seconds: 10,
  deadlineMs: 300_000,
  retry: STARVED,
  mutants: [
    {
      title: "does not wait for Redis",
      edits: {
        "compose.yaml": [
          {
            find: "        condition: service_healthy\n    restart: unless-stopped",
            replace: "        condition: service_started\n    restart: unless-stopped",
          },
        ],
      },
    },
  ],
  fromFiles: orderFromFiles,
  async run(context) {
    const { compose, container, api, redis } = await upStack(context);
    await demandPrediction(container);
    const needs = (
      compose.file.services[api] as { depends_on?: Record<string, { condition?: string }> }
    ).depends_on;
    const condition = needs?.[redis]?.condition ?? "none";
    demand(condition === "service_healthy", `${api} to wait until ${redis} is healthy`, condition);
    return undefined;
  },
};
