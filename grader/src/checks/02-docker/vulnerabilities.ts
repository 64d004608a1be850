import { askNpm } from "../../engines/bill-of-materials/ask-npm.ts";
import { knownAdvisories } from "../../engines/bill-of-materials/known-advisories.ts";
import { materialsOf } from "../../engines/bill-of-materials/materials.ts";
import type { Check } from "../check.ts";
import { CheckFailure } from "../check-failure.ts";
import type { DockerContext } from "../docker-context.ts";
import { LAYERS_MS, layersOf } from "./image-layers.ts";

const GATE = "high";
const BILL = "sbom.cdx.json";
const SHOWN = 10;

/** The libraries of these take a while to load, and no other check wants them. */
const load = async () => ({
  ...(await import("../../engines/bill-of-materials/cyclonedx.ts")),
  ...(await import("../../engines/bill-of-materials/findings.ts")),
});

export const vulnerabilities: Check<DockerContext> = {
  id: "vulnerabilities",
  title: "No package in it has a known hole of high severity or worse",
  step: 3,
  points: 3,
  why: "Holes of old versions are public, with programs that use them: nobody has to look for yours.",
  hints: [
    "Look into sbom.cdx.json beside the result in .workshop: which versions are in the image, and where?",
    "npm ci takes the versions of package-lock.json; what else brings a package into the image?",
    "Delete copies of packages beside node_modules, or npm install NAME@FIXED and build again.",
  ],
  after: ["builds"],
  needs: ["docker"],
  deadlineMs: LAYERS_MS,
  load,
  mutants: [
    {
      title: "carries an old copy of a package that it also installs",
      adds: { "vendor/qs/package.json": '{ "name": "qs", "version": "6.5.2" }\n' },
      edits: {
        Dockerfile: [
          {
            find: "COPY package.json ./\nCOPY shared",
            replace:
              "COPY solutions/02-docker/vendor vendor/node_modules\nCOPY package.json ./\nCOPY shared",
          },
        ],
        "Dockerfile.dockerignore": [
          { find: "!solutions/02-docker/healthcheck.js\n", replace: "!solutions/02-docker/*\n" },
        ],
      },
    },
  ],
  async run(context) {
    const image = await context.image();
    const asked = askNpm(context.signal);
    const materials = materialsOf(await layersOf(image));
    const { cyclonedx, findings, atLeast, told } = await load();
    context.keep(BILL, cyclonedx({ name: "workshop-api", id: image.id }, materials));
    const ofApi = materials.filter(({ ofBase }) => !ofBase);
    const found = findings(ofApi, await knownAdvisories());
    const today = await asked;
    const lines = [
      `${materials.length} packages and programs in the image, listed in ${BILL} beside the result`,
      ...found.map(told),
      ...npmSays(
        today &&
          findings(ofApi, today)
            .filter((each) => atLeast(GATE, each))
            .map(told),
      ),
    ];
    const bad = found.filter((each) => atLeast(GATE, each));
    const [worst] = bad;
    if (!worst) return { lines };
    const others = bad.length > 1 ? `, and ${bad.length - 1} more` : "";
    throw new CheckFailure(
      `no package with a known hole of ${GATE} severity or worse`,
      `${told(worst)}${others}`,
      { lines },
    );
  },
};

/** It changes from day to day, while nobody changes anything: it is told, and decides nothing. */
function npmSays(holes: readonly string[] | undefined): string[] {
  if (!holes) return ["npm audit: not run, no registry with advisories answers"];
  if (holes.length === 0) return [`npm audit: nothing of ${GATE} severity or worse today`];
  return holes.slice(0, SHOWN).map((each) => `npm audit, which costs no points: ${each}`);
}
