import { differences } from "../../engines/docker/differences.ts";
import { readLayers } from "../../engines/docker/layers.ts";
import { mergedFiles } from "../../engines/docker/merged-files.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { DockerContext } from "../docker-context.ts";
import { layersOf } from "./image-layers.ts";

const SHOWN = 10;

export const sameFiles: Check<DockerContext> = {
  id: "same-files",
  title: "The same source, built again without the cache, gives the same files",
  step: 2,
  points: 3,
  why: "An image that is another one each time cannot be compared, nor built again when it is lost.",
  hints: [
    "Build twice with --no-cache and compare: which files are not the same?",
    "Times of day, random numbers and the builder's name do not belong into files of an image.",
    "The version and the time of a build go into labels, by --build-arg; no RUN writes them to a file.",
  ],
  after: ["builds"],
  needs: ["docker"],
  dear: true,
  deadlineMs: 240_000,
  mutants: [
    {
      title: "writes down when it was built",
      edits: {
        Dockerfile: [
          {
            find: "USER 1000:1000",
            replace: "RUN date +%s.%N > /app/built-at\nUSER 1000:1000",
          },
        ],
      },
    },
  ],
  async run(context) {
    const first = mergedFiles(await layersOf(await context.image()));
    const { reference } = await context.build({ freshStages: true });
    const again = mergedFiles(await readLayers(reference));
    const found = differences(first, again);
    if (found.length === 0) return { lines: [`${first.size} files, the same in both builds`] };
    const lines = found.slice(0, SHOWN).map(({ path, what }) => `/${path}: ${what}`);
    throw new CheckFailure(
      "the same files, with the same bytes, modes and owners, from a second build",
      `${found.length} of ${first.size} differ: ${lines[0]}`,
      { lines },
    );
  },
};
