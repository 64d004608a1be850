import { readFile } from "node:fs/promises";
import path from "node:path";
import { demand } from "@workshop/serving/http-contract";
import { ROOT } from "../../course/root.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { LAYERS_MS, layersOf } from "./image-layers.ts";

const PACKAGE = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/@.][^/]*)\/package\.json$/;
const BASE = /^usr\/(local\/)?lib\/node_modules\//;

interface Locked {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  link?: boolean;
  resolved?: string;
}

/** Names of all packages that a workspace needs to run, as the lock file has them. */
async function neededBy(workspace: string): Promise<Set<string>> {
  const lock = JSON.parse(await readFile(path.join(ROOT, "package-lock.json"), "utf8")) as {
    packages: Record<string, Locked>;
  };
  const needed = new Set<string>();
  const visit = (locked: Locked | undefined) => {
    for (const name of Object.keys({
      ...locked?.dependencies,
      ...locked?.optionalDependencies,
      ...locked?.peerDependencies,
    })) {
      if (needed.has(name)) continue;
      needed.add(name);
      for (const [place, each] of Object.entries(lock.packages)) {
        if (place.endsWith(`node_modules/${name}`))
          visit(each.link ? lock.packages[each.resolved ?? ""] : each);
      }
    }
  };
  visit(lock.packages[workspace]);
  return needed;
}

export const productionOnly: Check<DockerContext> = {
  id: "production-only",
  title: "Only packages that the API needs to run are in the image",
  step: 2,
  points: 2,
  why: "Every package is something to patch; a test runner in production is one for nothing.",
  hints: [
    "List node_modules in the image: would the API start without vitest?",
    "npm ci takes --omit=dev, and --workspace for one API out of many.",
    'RUN npm ci --omit=dev --workspace "${APP}", with the manifests of the API and of shared copied before it.',
  ],
  after: ["builds"],
  needs: ["docker"],
  deadlineMs: LAYERS_MS,
  mutants: [
    {
      title: "installs what tests need",
      edits: {
        Dockerfile: [
          { find: "--omit=dev --omit=optional", replace: "--include=dev --omit=optional" },
        ],
      },
    },
  ],
  async run(context) {
    const needed = await neededBy(context.api.workspace);
    const layers = await layersOf(await context.image());
    const others = new Set<string>();
    for (const { path: file } of layers.flatMap(({ files }) => files)) {
      const name = BASE.test(file) ? undefined : PACKAGE.exec(file)?.[1];
      if (name && !needed.has(name)) others.add(name);
    }
    const some = [...others].slice(0, 8).join(", ");
    demand(
      others.size === 0,
      "the packages that the API's dependencies lead to",
      `${others.size} more: ${some}`,
    );
    return undefined;
  },
};
