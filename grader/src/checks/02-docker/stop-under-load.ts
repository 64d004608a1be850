import { setTimeout as sleep } from "node:timers/promises";
import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { commandFromFiles } from "./from-files/command.ts";
import { IDS } from "./prediction.ts";

const CLIENTS = 8;
const LOAD_MS = 1000;
const STOP_SECONDS = 10;

export const stopUnderLoad: Check<DockerContext> = {
  id: "stop-under-load",
  title: "SIGTERM under load: no accepted request fails, and exit code 0 within 10 seconds",
  step: 4,
  points: 6,
  why: "Every deployment stops every container; what it loses, customers see.",
  hints: [
    "docker stop, then docker inspect --format '{{.State.ExitCode}}': 137 means that it was killed.",
    "Process 1 gets the signal. If that is a shell or npm, the API never hears of it.",
    'CMD ["node", "src/server.ts"]: in brackets, with no shell and no npm before it.',
  ],
  after: ["answers"],
  needs: ["docker"],
  deadlineMs: 60_000,
  retry: {
    times: 1,
    because: "a client may use a connection again in the very moment in which the server closes it",
  },
  mutants: [
    {
      title: "has a shell as process 1",
      edits: {
        Dockerfile: [
          { find: 'CMD ["node", "src/server.ts"]', replace: "CMD node src/server.ts; true" },
        ],
      },
    },
  ],
  fromFiles: commandFromFiles,
  async run(context) {
    const container = await context.start();
    let stopping = false;
    let answered = 0;
    const lost: string[] = [];
    const client = async () => {
      while (!stopping && !context.signal.aborted) {
        const answer = await fetch(`${container.url}/predict`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(IDS),
        }).then(
          async ({ status }) => status,
          (error: Error & { cause?: { code?: string } }) => error.cause?.code ?? error.message,
        );
        if (answer === 200 || answer === 503) answered += 1;
        // What was refused at the door was not accepted: a client asks another replica.
        else if (!(stopping && answer === "ECONNREFUSED")) lost.push(String(answer));
      }
    };
    const clients = Array.from({ length: CLIENTS }, client);
    await sleep(LOAD_MS);
    stopping = true;
    const stopped = container.stop(STOP_SECONDS);
    await Promise.all(clients);
    await stopped;
    const { exitCode } = await container.exited;
    demand(
      answered > 0 && lost.length === 0,
      "an answer for each request in flight at SIGTERM",
      lost[0] ?? "none answered",
    );
    demand(
      exitCode === 0,
      `exit code 0 within ${STOP_SECONDS} s of SIGTERM`,
      container.ended() ?? String(exitCode),
    );
    return undefined;
  },
};
