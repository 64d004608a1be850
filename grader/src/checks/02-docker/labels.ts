import { demand } from "@workshop/serving/http-contract";
import { inspectImage } from "../../engines/docker/image.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";

const OCI = "org.opencontainers.image";

export const labels: Check<DockerContext> = {
  id: "labels",
  title: "Labels say its version, its source's revision and its model's version",
  step: 3,
  points: 2,
  why: "At three at night an image has to say itself what is in it.",
  hints: [
    "docker inspect workshop-api --format '{{json .Config.Labels}}'",
    `The names are those of the OCI: ${OCI}.version and ${OCI}.revision; the model's has the word model in it.`,
    'ARG REVISION=unknown, then LABEL org.opencontainers.image.revision="${REVISION}", last in the Dockerfile.',
  ],
  after: ["builds"],
  needs: ["docker"],
  mutants: [
    {
      title: "does not say its revision",
      edits: { Dockerfile: [{ find: `${OCI}.revision=`, replace: `${OCI}.vendor=` }] },
    },
  ],
  async run(context) {
    const { labels: found } = await inspectImage((await context.image()).reference);
    for (const name of ["version", "revision"]) {
      demand(found[`${OCI}.${name}`] !== undefined, `a label ${OCI}.${name}`, Object.keys(found));
    }
    const model = Object.entries(found).find(
      ([name, value]) => /model/i.test(name) && /v?\d+\.\d+\.\d+/.test(value),
    );
    demand(model !== undefined, "a label with the model's version, such as v1.1.0", found);
    return undefined;
  },
};
