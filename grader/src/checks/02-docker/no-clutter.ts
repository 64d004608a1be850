import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { LAYERS_MS, layersOf } from "./image-layers.ts";

const CLUTTER =
  /^(?!.*node_modules\/)(?:.*\/)?(?:\.git(?:\/|$)|\.github\/|\.workshop\/|[^/]+\.test\.[jt]s$)/;

export const noClutter: Check<DockerContext> = {
  id: "no-clutter",
  title: "No .git, test or state of the grader is in it",
  step: 3,
  points: 3,
  why: ".git holds every version of every file, that password of last year included.",
  hints: [
    "List the image's files: what of them does the API read?",
    "The ignore file beside the Dockerfile has the Dockerfile's name and .dockerignore behind it.",
    "Dockerfile.dockerignore: **, then ! for sources, then **/*.test.ts once more.",
  ],
  after: ["builds"],
  needs: ["docker"],
  deadlineMs: LAYERS_MS,
  mutants: [
    {
      title: "brings the tests along",
      edits: { "Dockerfile.dockerignore": [{ find: "**/*.test.ts", replace: "**/*.spec.ts" }] },
    },
  ],
  async run(context) {
    const layers = await layersOf(await context.image());
    const found = layers.flatMap(({ files }) => files.filter((file) => CLUTTER.test(file.path)));
    const some = found.slice(0, 5).map((file) => `/${file.path}`);
    demand(
      found.length === 0,
      "sources, packages and models alone",
      `${found.length} others: ${some.join(", ")}`,
    );
    return undefined;
  },
};
