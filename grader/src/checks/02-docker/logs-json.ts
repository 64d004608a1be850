import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { demandPrediction } from "./prediction.ts";

export const logsJson: Check<DockerContext> = {
  id: "logs-json",
  title: "It logs to stdout, one JSON object a line",
  step: 4,
  points: 3,
  why: "What collects logs reads stdout; a file inside the container dies with it.",
  hints: [
    "docker logs: is there a line for each request, and does jq read it?",
    "The API logs JSON by itself; what stands around it (npm, a shell script) may print something else.",
    "Start node directly, and leave LOG_LEVEL at info.",
  ],
  after: ["answers"],
  needs: ["docker"],
  mutants: [
    {
      title: "is silent",
      edits: {
        Dockerfile: [
          { find: "ENV NODE_ENV=production", replace: "ENV LOG_LEVEL=silent NODE_ENV=production" },
        ],
      },
    },
    {
      title: "prints a banner",
      edits: {
        Dockerfile: [
          {
            find: 'CMD ["node", "src/server.ts"]',
            replace: `CMD ["node", "--import", "data:text/javascript,console.log('Welcome!')", "src/server.ts"]`,
          },
        ],
      },
    },
  ],
  async run(context) {
    const container = await context.start();
    await demandPrediction(container);
    const lines = (await container.logs()).filter((line) => line.trim() !== "");
    demand(lines.length > 0, "a line for a request", "no output");
    const bad = lines.find((line) => !isObject(line));
    demand(bad === undefined, "a JSON object in each line", bad);
    return undefined;
  },
};

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
