import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { demandPrediction } from "./prediction.ts";

export const readOnly: Check<DockerContext> = {
  id: "read-only",
  title: "It runs with a read-only root file system and without any capability",
  step: 3,
  points: 3,
  why: "Who breaks in can write nothing and become nobody else.",
  hints: [
    "docker run --read-only --cap-drop ALL --security-opt no-new-privileges … and read its log.",
    "A read-only container can write nowhere: who writes at the start, and does it have to?",
    "The API itself writes nothing; what wraps it (npm, a cache, a pid file) may.",
  ],
  after: ["answers"],
  needs: ["docker"],
  deadlineMs: 60_000,
  mutants: [
    {
      title: "writes a file when it starts",
      edits: {
        Dockerfile: [
          {
            find: 'CMD ["node", "src/server.ts"]',
            replace: `CMD ["node", "--import", "data:text/javascript,import fs from 'node:fs'; fs.writeFileSync('/tmp/started', '')", "src/server.ts"]`,
          },
        ],
      },
    },
  ],
  async run(context) {
    const container = await context.start({
      readOnly: true,
      capDrop: ["ALL"],
      noNewPrivileges: true,
    });
    await demandPrediction(container);
    return undefined;
  },
};
