import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { demand } from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { installSteps } from "./install-steps.ts";

export const lockChangeRebuilds: Check<DockerContext> = {
  id: "lock-change-rebuilds",
  title: "A change of package-lock.json installs the packages again",
  step: 2,
  points: 2,
  why: "The patched version is in the lock file and not in the image: nobody notices.",
  hints: [
    "Change package-lock.json and build again: does npm run?",
    "npm ci installs what package-lock.json says; it has to be copied before.",
    "COPY package.json package-lock.json ./ directly before RUN npm ci.",
  ],
  after: ["builds"],
  needs: ["docker"],
  dear: true,
  deadlineMs: 240_000,
  mutants: [
    {
      title: "installs without the lock file",
      edits: {
        Dockerfile: [
          {
            find: "COPY package.json package-lock.json ./",
            replace: "COPY package.json ./",
          },
          { find: "npm ci --omit=dev", replace: "npm install --omit=dev" },
        ],
      },
    },
  ],
  async run(context) {
    const { vertices } = await context.build({
      async change(root) {
        const file = path.join(root, "package-lock.json");
        await writeFile(file, `${await readFile(file, "utf8")}${blanks(context.run)}\n`);
      },
    });
    const steps = installSteps(vertices);
    const ran = steps.some(({ cached }) => !cached);
    demand(
      ran,
      "the step that installs to run after a change of package-lock.json",
      steps.length > 0 ? "CACHED" : "no such step",
    );
    return undefined;
  },
};

/** Spaces and tabs that no earlier run has written: its build would be in the cache. */
function blanks(run: string): string {
  const bits = createHash("sha256").update(run).digest().toString("hex");
  return [...bits].map((digit) => (Number.parseInt(digit, 16) % 2 === 0 ? " " : "\t")).join("");
}
