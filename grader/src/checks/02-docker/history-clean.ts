import { demand } from "@workshop/serving/http-contract";
import { historyOf, inspectImage } from "../../engines/docker/image.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";

const SECRET =
  /\b\w*(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY)\w*\s*[=:]\s*["']?[^\s"'$]{3,}/i;

export const historyClean: Check<DockerContext> = {
  id: "history-clean",
  title: "Its history and environment hold no password, token or key",
  step: 3,
  points: 3,
  why: "docker history prints ENV, ARG and RUN to everybody who can pull.",
  hints: [
    "docker history --no-trunc workshop-api",
    "What ENV sets and what a RUN has read from an ARG stays readable for ever.",
    "Give secrets when the container starts; what a build needs goes through RUN --mount=type=secret.",
  ],
  after: ["builds"],
  needs: ["docker"],
  mutants: [
    {
      title: "sets a password in its environment",
      edits: {
        Dockerfile: [
          {
            find: "ENV NODE_ENV=production",
            replace: "ENV REDIS_PASSWORD=hunter22 NODE_ENV=production",
          },
        ],
      },
    },
  ],
  async run(context) {
    const { reference } = await context.image();
    const [history, { environment }] = await Promise.all([
      historyOf(reference),
      inspectImage(reference),
    ]);
    const lines = [...history.map(({ createdBy }) => createdBy), ...environment];
    const found = lines.map((line) => SECRET.exec(line)?.[0]).find(Boolean);
    demand(found === undefined, "no value for a password, token or key", found);
    return undefined;
  },
};
