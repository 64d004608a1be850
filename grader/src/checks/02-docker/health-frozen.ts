import { waitForHealth } from "../../engines/docker/health.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { healthcheckFromFiles } from "./from-files/healthcheck.ts";

const HEALTH_MS = 60_000;

export const healthFrozen: Check<DockerContext> = {
  id: "health-frozen",
  title: "A frozen process turns unhealthy, and healthy again when it thaws, each within a minute",
  step: 4,
  points: 6,
  why: "A process that hangs still runs; only a question shows that it does not answer.",
  hints: [
    "docker inspect --format '{{json .State.Health}}' shows what the health command said.",
    "The image has no curl; it has Node, and Node can ask.",
    'HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=2 CMD ["node", "healthcheck.js"]',
  ],
  after: ["answers"],
  needs: ["docker"],
  seconds: 25,
  dear: true,
  deadlineMs: 200_000,
  mutants: [
    {
      title: "is always healthy",
      edits: {
        Dockerfile: [
          { find: 'CMD ["node", "/app/healthcheck.js"]', replace: 'CMD ["node", "--eval", "0"]' },
        ],
      },
    },
  ],
  fromFiles: healthcheckFromFiles,
  async run(context) {
    const container = await context.start();
    await waitForHealth(container, "healthy", HEALTH_MS);
    await container.signal("SIGSTOP");
    await waitForHealth(container, "unhealthy", HEALTH_MS);
    await container.signal("SIGCONT");
    await waitForHealth(container, "healthy", HEALTH_MS);
    return undefined;
  },
};
