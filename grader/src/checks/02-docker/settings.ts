import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { STARVED, upStack } from "./stack.ts";

export const settings: Check<DockerContext> = {
  id: "settings",
  title: "MODEL in .env decides which model the stack serves",
  step: 6,
  points: 4,
  why: "The same image goes through test and production; what differs are its settings.",
  hints: [
    "MODEL=challenger in .env, up again, then curl /model.",
    "compose reads .env for what stands as ${NAME} in compose.yaml; it gives a container only what environment: names.",
    "environment: MODEL: ${MODEL:-champion} at the service of the API.",
  ],
  after: ["compose-up"],
  needs: ["docker"],
  seconds: 10,
  deadlineMs: 300_000,
  retry: STARVED,
  mutants: [
    {
      title: "always serves the champion",
      edits: {
        "compose.yaml": [{ find: "MODEL: ${MODEL:-champion}", replace: "MODEL: champion" }],
      },
    },
  ],
  async run(context) {
    const { container } = await upStack(context, { environment: { MODEL: "challenger" } });
    const { text } = await container.target.request({ method: "GET", path: "/model" });
    const { version } = JSON.parse(text) as { version?: string };
    demand(
      version === "v1.0.0",
      "the challenger, v1.0.0, to answer with MODEL=challenger",
      version,
    );
    return undefined;
  },
};
