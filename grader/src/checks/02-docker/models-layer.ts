import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { INSTALLED, LAYERS_MS, layersOf, layersWith } from "./image-layers.ts";

export const modelsLayer: Check<DockerContext> = {
  id: "models-layer",
  title: "The models are in a layer of their own",
  step: 2,
  points: 2,
  why: "Models and code change on different days; together, each pulls the other along.",
  hints: [
    "docker history workshop-api: which layer has the models, and what else is in it?",
    "COPY . . puts everything into one layer.",
    "COPY models/releases models/releases before the COPY of shared and of the API.",
  ],
  after: ["builds"],
  needs: ["docker"],
  deadlineMs: LAYERS_MS,
  mutants: [
    {
      title: "copies models and code together",
      edits: {
        Dockerfile: [{ find: "COPY models/releases models/releases", replace: "COPY . ." }],
      },
    },
  ],
  async run(context) {
    const layers = await layersOf(await context.image());
    const models = layersWith(layers, /releases\/v[\d.]+\/model\.(txt|onnx)$/);
    demand(models.length > 0, "the released models in a layer", "no model.txt or model.onnx");
    const mixed =
      layersWith(models, /\/src\/(server|index)\.ts$/).length > 0 ||
      layersWith(models, INSTALLED).length > 0;
    demand(!mixed, "a layer with models and neither code nor packages", "all in one layer");
    return undefined;
  },
};
