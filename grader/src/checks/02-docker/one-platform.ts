import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { LAYERS_MS, layersOf } from "./image-layers.ts";

const LIBRARY = /onnxruntime-node\/bin\/napi-v\d+\/(\w+)\/(\w+)\/.+/;

export const onePlatform: Check<DockerContext> = {
  id: "one-platform",
  title: "Of ONNX Runtime only the library of the image's own platform is in it",
  step: 2,
  points: 3,
  why: "Libraries for Windows and macOS are 240 MB that every node pulls and none can run.",
  hints: [
    "docker run --rm workshop-api du -a / | sort -n | tail shows what is large, where the image has du.",
    "onnxruntime-node ships the libraries of all platforms in one package, below bin/napi-v6.",
    "Delete the other platforms in the same RUN or stage as npm ci: a later layer only hides them.",
  ],
  after: ["builds"],
  needs: ["docker"],
  deadlineMs: LAYERS_MS,
  mutants: [
    {
      title: "keeps the libraries of all platforms",
      edits: {
        Dockerfile: [
          {
            find: "if (system !== process.platform || cpu !== process.arch)",
            replace: "if (system === cpu)",
          },
        ],
      },
    },
    {
      title: "deletes them in a later layer, which only hides them",
      edits: {
        Dockerfile: [
          {
            find: "if (system !== process.platform || cpu !== process.arch)",
            replace: "if (system === cpu)",
          },
          {
            find: "COPY package.json ./\nCOPY shared shared",
            replace:
              "RUN rm -r node_modules/onnxruntime-node/bin/napi-v6/win32\nCOPY package.json ./\nCOPY shared shared",
          },
        ],
      },
    },
  ],
  async run(context) {
    const layers = await layersOf(await context.image());
    const platforms = new Map<string, number>();
    for (const { path, size } of layers.flatMap(({ files }) => files)) {
      const [, system, cpu] = LIBRARY.exec(path) ?? [];
      if (system && size > 100_000)
        platforms.set(`${system}/${cpu}`, (platforms.get(`${system}/${cpu}`) ?? 0) + size);
    }
    const found = [...platforms].map(([name, size]) => `${name} (${Math.round(size / 1e6)} MB)`);
    demand(
      platforms.size <= 1,
      "the library of one platform, in all layers together",
      found.join(", "),
    );
    return undefined;
  },
};
