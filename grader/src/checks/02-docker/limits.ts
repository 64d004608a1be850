import { demand } from "@workshop/serving/http-contract";
import { LIMITED } from "../../engines/docker/run-options.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { demandPrediction, IDS } from "./prediction.ts";

const REQUESTS = 500;
const AT_ONCE = 20;
const BUSY_MS = 30_000;

export const limits: Check<DockerContext> = {
  id: "limits",
  title: "It serves within 256 MB, one CPU and 100 processes, read-only and without rights",
  step: 5,
  points: 3,
  why: "Without limits one leak takes down the node, with all that runs there.",
  hints: [
    "Run it with all options of step 5 and look at docker stats.",
    "137 or OOMKilled means that memory went out: whose is it, the heap's or a library's?",
    "One process, one Node, no thread pool in the hundreds; the API alone needs about 100 MB.",
  ],
  after: ["answers", "read-only"],
  needs: ["docker"],
  deadlineMs: 90_000,
  mutants: [
    {
      title: "needs 300 MB",
      edits: {
        Dockerfile: [
          {
            find: 'CMD ["node", "src/server.ts"]',
            replace:
              'CMD ["node", "--import", "data:text/javascript,globalThis.ballast=Buffer.alloc(300e6,1)", "src/server.ts"]',
          },
        ],
      },
    },
  ],
  async run(context) {
    const container = await context.start(LIMITED);
    const items = Array.from({ length: REQUESTS }, (_, index) => ({ ...IDS, user_id: index + 1 }));
    const worker = async () => {
      // On a machine that has other work too it may shed some; what is asked here is whether it lives.
      for (let ids = items.pop(); ids; ids = items.pop()) {
        await demandPrediction(container, ids, { busyMs: BUSY_MS });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    const { State } = await container.inspect();
    demand(
      State.Running && !State.OOMKilled,
      "the container to run on",
      container.ended() ?? "killed for memory",
    );
    return undefined;
  },
};
