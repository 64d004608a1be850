import { CONTRACT, ContractFailure, Random } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { DockerContext } from "../docker-context.ts";
import { demandTrueAnswers, loadTruth } from "../true-answers.ts";

const TRUE_ANSWERS = 20;
/** Cases that end the process or count what others send: exercise 1 gives them a process each. */
const ALONE = /^metrics-|^connection-(aborted|header-flood)$/;

export const contract: Check<DockerContext> = {
  id: "contract",
  title:
    "The HTTP contract of exercise 1 is kept inside the container, with the model's own answers",
  step: 1,
  points: 6,
  why: "An image is another machine: other paths, another user, other settings.",
  hints: [
    "Which case fails? Send its request to the container by hand and read the container's log.",
    "A setting or a file that is there on your machine may be missing, or another one, in the image.",
    "Models, the feature store and all of shared/ have to be in the image; settings keep their defaults.",
  ],
  after: ["answers"],
  needs: ["docker"],
  deadlineMs: 120_000,
  load: loadTruth,
  mutants: [
    {
      title: "allows ten items in a batch",
      edits: {
        Dockerfile: [
          { find: "ENV NODE_ENV=production", replace: "ENV BATCH_LIMIT=10 NODE_ENV=production" },
        ],
      },
    },
    {
      title: "serves the challenger",
      edits: {
        Dockerfile: [
          { find: "ENV NODE_ENV=production", replace: "ENV MODEL=challenger NODE_ENV=production" },
        ],
      },
    },
  ],
  async run(context) {
    const { target } = await context.shared();
    for (const { id, title, run } of CONTRACT) {
      if (ALONE.test(id)) continue;
      context.progress(title);
      try {
        await run(target);
      } catch (error) {
        if (!(error instanceof ContractFailure)) throw error;
        throw new CheckFailure(error.expected, error.received, { lines: [`${id}: ${title}`] });
      }
    }
    await demandTrueAnswers(target, TRUE_ANSWERS, new Random(context.seed));
    return undefined;
  },
};
