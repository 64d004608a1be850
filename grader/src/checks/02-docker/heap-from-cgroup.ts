import { demand } from "@workshop/serving/http-contract";
import { LIMITED } from "../../engines/docker/run-options.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";

const MEMORY_MB = 256;
const MOST = 0.9;
const PROGRAM =
  "process.stdout.write(String(require('node:v8').getHeapStatistics().heap_size_limit))";

export const heapFromCgroup: Check<DockerContext> = {
  id: "heap-from-cgroup",
  title: "Node's heap may grow to less than the container's memory, and to more in a larger one",
  step: 5,
  points: 2,
  why: "A heap that may outgrow its container is killed in the middle of a request, without a word.",
  hints: [
    "node -p 'v8.getHeapStatistics().heap_size_limit' inside the container, with 256 MB and with 512 MB.",
    "A fixed --max-old-space-size fits one container size; a share of its memory fits all.",
    "NODE_OPTIONS=--max-old-space-size-percentage=50. Node's own default never goes below 256 MB, in a smaller container too.",
  ],
  after: ["limits"],
  needs: ["docker"],
  deadlineMs: 90_000,
  mutants: [
    {
      title: "fixes the heap at two gigabytes",
      edits: {
        Dockerfile: [
          { find: "--max-old-space-size-percentage=50", replace: "--max-old-space-size=2048" },
        ],
      },
    },
    {
      title: "fixes the heap at 100 MB",
      edits: {
        Dockerfile: [
          { find: "--max-old-space-size-percentage=50", replace: "--max-old-space-size=100" },
        ],
      },
    },
  ],
  async run(context) {
    const limitWith = async (megabytes: number) => {
      const container = await context.start({ ...LIMITED, memory: megabytes * 1024 ** 2 });
      const flags = (await container.mainCommand())
        .split(/\s+/)
        .filter((word) => /^--max-(old|semi|heap)\S*/.test(word));
      const { stdout, exitCode } = await container.exec(["node", ...flags, "--eval", PROGRAM]);
      demand(
        exitCode === 0 && Number(stdout) > 0,
        "node to be run in the container",
        `exit code ${exitCode} ${stdout}`,
      );
      return Number(stdout) / 1024 ** 2;
    };
    const [small, large] = [await limitWith(MEMORY_MB), await limitWith(2 * MEMORY_MB)];
    const told = `${Math.round(small)} MB of ${MEMORY_MB} MB, ${Math.round(large)} MB of ${2 * MEMORY_MB} MB`;
    demand(small <= MOST * MEMORY_MB, `at most ${MOST * 100} % of the memory as heap limit`, told);
    demand(large >= 1.2 * small, "a larger heap limit with more memory", told);
    return undefined;
  },
};
