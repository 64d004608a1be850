import { ContainerDidNotStart } from "../../engines/docker/container-did-not-start.ts";
import { DeathWatch } from "../../engines/docker/death-watch.ts";
import { fillMemory } from "../../engines/docker/fill-memory.ts";
import { LIMITED } from "../../engines/docker/run-options.ts";
import { serves } from "../../engines/docker/serving.ts";
import { NeverHappened, waitFor } from "../../engines/wait.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { DockerContext } from "../docker-context.ts";
import { NotRun } from "../undecided.ts";
import { demandPrediction } from "./prediction.ts";

const MEMORY = 256 * 1024 ** 2;
const KILLED_MS = 20_000;
const AGAIN_MS = 30_000;

export const outOfMemory: Check<DockerContext> = {
  id: "out-of-memory",
  title: "When its memory goes out it ends, and with a restart policy it serves again",
  step: 5,
  points: 3,
  why: "A container that outlives the process it is there for serves nobody, and nobody restarts it.",
  hints: [
    "Who is process 1 in the container, and what does it do when the API is killed?",
    "The kernel ends the largest process. What started it has to end as well: a restart is for process 1.",
    'CMD ["node", "src/server.ts"]: the API is process 1, and the container ends with it.',
  ],
  after: ["limits"],
  needs: ["docker"],
  seconds: 6,
  dear: true,
  deadlineMs: 120_000,
  mutants: [
    {
      title: "has a process 1 that stays when the API is killed",
      edits: {
        Dockerfile: [
          {
            find: 'CMD ["node", "src/server.ts"]',
            replace: `CMD ["node", "--eval", "const api = require('child_process').spawn('node', ['src/server.ts'], { stdio: 'inherit' }); process.on('SIGTERM', () => api.kill()); api.on('exit', (code) => code === null || process.exit(code)); setInterval(() => {}, 60000)"]`,
          },
        ],
      },
    },
  ],
  async run(context) {
    const container = await context.start({ ...LIMITED, restart: "always", shmSize: 2 * MEMORY });
    const deaths = await DeathWatch.begin(container.id);
    try {
      const killed = () => deaths.outOfMemory || deaths.exitCodes.length > 0;
      await fillMemory(container, killed);
      await waitFor({
        what: "the kernel to end a process",
        deadlineMs: KILLED_MS,
        probe: async () => killed() || "none",
      });
      const start = performance.now();
      await serves(container, { deadlineMs: AGAIN_MS, signal: context.signal });
      await demandPrediction(container);
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      const { RestartCount } = await container.inspect();
      return {
        lines: [
          `${endedWith(deaths.exitCodes)}; ready again after ${seconds} s, restarts: ${RestartCount}`,
        ],
      };
    } catch (error) {
      if (error instanceof NeverHappened) {
        throw new NotRun(
          "the kernel ended nothing in a container whose memory was full",
          "See that docker info warns of no missing memory limit.",
        );
      }
      if (!(error instanceof ContainerDidNotStart)) throw error;
      throw new CheckFailure(
        `200 at /health/ready again within ${AGAIN_MS / 1000} s after its memory went out`,
        `${endedWith(deaths.exitCodes)}; ${error.received}`,
        { lines: error.output },
      );
    } finally {
      deaths.end();
    }
  },
};

function endedWith(codes: readonly number[]): string {
  return codes.length === 0
    ? "the kernel killed the API, and process 1 stayed"
    : `process 1 ended with exit code ${codes.join(", ")}`;
}
