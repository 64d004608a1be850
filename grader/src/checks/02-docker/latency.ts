import { LIMITED } from "../../engines/docker/run-options.ts";
import { LIMITS, SERVER_CPU } from "../../latency/limits.ts";
import type { Check } from "../check.ts";
import { demandLatency, loadLatency } from "../compared-latency.ts";
import type { DockerContext } from "../docker-context.ts";

const SLOW =
  "import http from 'node:http'; const { emit } = http.Server.prototype; let seen = 0;" +
  " http.Server.prototype.emit = function (...words) { if (words[0] === 'request' && ++seen % 10 === 0)" +
  " { const end = performance.now() + 20; while (performance.now() < end); }" +
  " return emit.apply(this, words); }";

export const latency: Check<DockerContext> = {
  id: "latency",
  title: `Within those limits it is about as fast as the reference image, with 99 of 100 answers under ${LIMITS.p99Ms} ms`,
  step: 5,
  points: 2,
  why: "A container that is limited to death passes every other check.",
  hints: [
    "Run both images with the options of step 5, one after the other, and load them with autocannon.",
    "What else runs in the container, and what does Node do before it comes to your API?",
    "One process, NODE_ENV=production, no inspector, no sanitizer; the heap as in step 5.",
  ],
  after: ["limits"],
  needs: ["docker"],
  underLoad: true,
  load: loadLatency,
  deadlineMs: 180_000,
  mutants: [
    {
      title: "blocks the event loop for 20 ms on one request in ten",
      edits: {
        Dockerfile: [
          {
            find: 'CMD ["node", "src/server.ts"]',
            replace: `CMD ["node", "--import", "data:text/javascript,${SLOW}", "src/server.ts"]`,
          },
        ],
      },
    },
  ],
  async run(context) {
    const options = { ...LIMITED, cpuset: String(SERVER_CPU) };
    const candidate = await context.start(options);
    const reference = await context.startReference(options);
    return demandLatency({ candidate: candidate.url, reference: reference.url }, context);
  },
};
