import { demand } from "@workshop/serving/http-contract";
import { inspectImage } from "../../engines/docker/image.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { DockerContext } from "../docker-context.ts";
import { layersOf } from "./image-layers.ts";

const MOST = 1.15;
const LARGEST = 10;

export const size: Check<DockerContext> = {
  id: "size",
  title: "It is at most 1.15 times as large as the reference image",
  step: 2,
  points: 5,
  why: "Size is the time until a new node serves, in the minute in which it is needed.",
  hints: [
    "docker history shows the size of each layer; begin with the largest.",
    "What was written in one layer and deleted in another is still pulled.",
    "A slim base, a build stage for npm ci, and a final stage that copies node_modules, models and sources.",
  ],
  after: ["builds", "one-platform", "production-only"],
  needs: ["docker"],
  mutants: [
    {
      title: "carries 120 MB of nothing",
      edits: {
        Dockerfile: [
          {
            find: "USER 1000:1000",
            replace: "RUN head -c 120000000 /dev/zero > /app/padding\nUSER 1000:1000",
          },
        ],
      },
    },
  ],
  async run(context) {
    const image = await context.image();
    const [own, reference] = await Promise.all(
      [image, await context.reference()].map(
        async (each) => (await inspectImage(each.reference)).size,
      ),
    );
    demand(own !== undefined && reference !== undefined, "both sizes", "none");
    const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
    if (own <= MOST * reference)
      return { lines: [`${megabytes(own)}, the reference's ${megabytes(reference)}`] };
    const files = (await layersOf(image)).flatMap((layer) => layer.files);
    const largest = files.toSorted((a, b) => b.size - a.size).slice(0, LARGEST);
    throw new CheckFailure(
      `at most ${megabytes(MOST * reference)} unpacked, ${MOST} times the reference image`,
      megabytes(own),
      { lines: largest.map((file) => `${megabytes(file.size).padStart(7)}  /${file.path}`) },
    );
  },
};
