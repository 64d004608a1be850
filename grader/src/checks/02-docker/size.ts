import type { BuiltImage } from "../../engines/docker/build.ts";
import { inspectImage } from "../../engines/docker/image.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { DockerContext } from "../docker-context.ts";
import { LAYERS_MS, layersOf } from "./image-layers.ts";

const MOST = 1.15;
const LARGEST = 10;

export const size: Check<DockerContext> = {
  id: "size",
  title: "It is at most 1.15 times as large as the reference image, unpacked and compressed",
  step: 2,
  points: 4,
  why: "Size is the time until a new node serves, in the minute in which it is needed.",
  hints: [
    "docker history shows the size of each layer; begin with the largest.",
    "What was written in one layer and deleted in another is still pulled.",
    "A slim base, a build stage for npm ci, and a final stage that copies node_modules, models and sources.",
  ],
  after: ["builds", "one-platform", "production-only"],
  needs: ["docker"],
  deadlineMs: LAYERS_MS,
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
    {
      title: "carries 30 MB that cannot be compressed",
      edits: {
        Dockerfile: [
          {
            find: "USER 1000:1000",
            replace: "RUN head -c 30000000 /dev/urandom > /app/padding\nUSER 1000:1000",
          },
        ],
      },
    },
  ],
  async run(context) {
    const image = await context.image();
    const own = await weigh(image);
    const other = await context.reference();
    // The solution itself, under another name.
    const same = (await inspectImage(other.reference)).layers.join() === own.layers.join();
    const reference = same ? own : await weigh(other);
    const lines = [
      `unpacked ${megabytes(own.unpacked)}, the reference's ${megabytes(reference.unpacked)}`,
      `compressed ${megabytes(own.compressed)}, the reference's ${megabytes(reference.compressed)}`,
    ];
    const over = (["unpacked", "compressed"] as const).find(
      (each) => own[each] > MOST * reference[each],
    );
    if (!over) return { lines };
    const files = (await layersOf(image)).flatMap((layer) => layer.files);
    const largest = files.toSorted((a, b) => b.size - a.size).slice(0, LARGEST);
    throw new CheckFailure(
      `at most ${megabytes(MOST * reference[over])} ${over}, ${MOST} times the reference image`,
      megabytes(own[over]),
      {
        lines: [
          ...lines,
          ...largest.map((file) => `${megabytes(file.size).padStart(7)}  /${file.path}`),
        ],
      },
    );
  },
};

/** Bytes on a node's disk, and in a registry; ids of its layers. */
async function weigh(image: BuiltImage) {
  const { size, layers } = await inspectImage(image.reference);
  const compressed = (await layersOf(image)).reduce((sum, each) => sum + (each.compressed ?? 0), 0);
  return { unpacked: size, compressed, layers };
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
