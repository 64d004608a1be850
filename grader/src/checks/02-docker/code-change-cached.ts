import { appendFile } from "node:fs/promises";
import path from "node:path";
import { ContractFailure, demand } from "@workshop/serving/http-contract";
import type { BuiltImage } from "../../engines/docker/build.ts";
import { inspectImage } from "../../engines/docker/image.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { INSTALLED, layersOf, layersWith } from "./image-layers.ts";
import { installSteps } from "./install-steps.ts";

/** Changes that are compared with the builds before them, until one keeps the packages' layer. */
const BUILDS = 4;

export const codeChangeCached: Check<DockerContext> = {
  id: "code-change-cached",
  title: "A change of the code builds no dependency layer again",
  step: 2,
  points: 4,
  why: "Every push would wait for npm, and every node would pull all packages again.",
  hints: [
    "Change a comment in the API, build again: which steps do not say CACHED?",
    "A COPY is built again when one of its files has changed, and so is all that follows.",
    "COPY package.json package-lock.json and the workspaces' manifests, RUN npm ci, and only then COPY sources.",
  ],
  after: ["builds"],
  needs: ["docker"],
  dear: true,
  deadlineMs: 180_000,
  mutants: [
    {
      title: "copies the sources before npm ci",
      edits: {
        Dockerfile: [{ find: "COPY shared/package.json shared/", replace: "COPY shared shared" }],
      },
    },
  ],
  async run(context) {
    const image = await context.image();
    const layers = await layersOf(image);
    const installed = layersWith(layers, INSTALLED).map((layer) => layers.indexOf(layer));
    demand(installed.length > 0, "the API's packages in a layer of the image", "none");
    const { workspace } = context.api;
    const afterChange = async (change: string) => {
      const changed = await context.build({
        async change(root) {
          for (const file of [`${workspace}/src/server.ts`, "shared/src/index.ts"]) {
            await appendFile(path.join(root, file), `\n// ${change} by ${context.run}.\n`);
          }
        },
      });
      const again = installSteps(changed.vertices).find(({ cached }) => !cached);
      demand(
        !again,
        "no step that installs packages to run after a change of the code",
        again?.name,
      );
      return changed;
    };
    const same = async (one: BuiltImage, other: BuiltImage) => {
      const [before, after] = [
        await inspectImage(one.reference),
        await inspectImage(other.reference),
      ];
      return installed.every((index) => before.layers[index] === after.layers[index]);
    };
    return context.keepingCache(async () => {
      // Where another build has made layers anew, the cache has both: an unchanged build takes those of
      // the image as a whole, a changed one may take the others. Two changed ones take the same.
      const earlier = [image];
      for (let build = 1; build <= BUILDS; build += 1) {
        const changed = await afterChange(`Changed for build ${build}`);
        for (const before of earlier) if (await same(before, changed)) return undefined;
        earlier.push(changed);
      }
      throw new ContractFailure(
        "the layer with the packages to be the same after a change of the code",
        `another one, ${BUILDS} times`,
      );
    });
  },
};
