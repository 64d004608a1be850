import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";

export const builds: Check<DockerContext> = {
  id: "builds",
  title: "docker build makes an image from the repository's root",
  step: 1,
  points: 4,
  why: "What builds on one laptop alone is not a delivery.",
  hints: [
    "Run the command at the top of the lesson and read the first line that says ERROR.",
    "The context is the repository's root: paths in COPY begin there, and the ignore file decides what is in it.",
    "FROM, WORKDIR, COPY the manifests, RUN npm ci, COPY the sources, CMD: in this order, one at a time.",
  ],
  after: [],
  needs: ["docker"],
  mutants: [
    {
      title: "copies a file that is not there",
      edits: {
        Dockerfile: [
          { find: "COPY shared/package.json shared/", replace: "COPY shared/package.jsn shared/" },
        ],
      },
    },
  ],
  async run(context) {
    const { ms } = await context.image();
    return { lines: [context.api.because, `built in ${(ms / 1000).toFixed(1)} s`] };
  },
};
