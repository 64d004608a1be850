import { readFile } from "node:fs/promises";
import path from "node:path";
import { demand } from "@workshop/serving/http-contract";
import { instructionsOf } from "../../engines/docker/dockerfile.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";

export const basePinned: Check<DockerContext> = {
  id: "base-pinned",
  title: "Every base image has a tag or a digest, and none is latest (read from the Dockerfile)",
  step: 2,
  points: 3,
  why: "latest is another image tomorrow, and the rollback needs the one of today.",
  hints: [
    "Look at each FROM: which image will it be in a year?",
    "A name without a tag means latest.",
    "FROM node:24-bookworm-slim, or the same with @sha256:… behind it.",
  ],
  after: [],
  mutants: [
    {
      title: "has a stage from latest",
      edits: {
        Dockerfile: [
          {
            find: "ARG NODE_IMAGE=node:24-bookworm-slim\n",
            replace: "ARG NODE_IMAGE=node:24-bookworm-slim\nFROM node:latest AS tools\n",
          },
          {
            find: "FROM ${NODE_IMAGE} AS dependencies",
            replace: "FROM node:24-bookworm-slim AS dependencies",
          },
        ],
      },
    },
  ],
  async run(context) {
    const text = await readFile(path.join(context.folder, "Dockerfile"), "utf8").catch(() => "");
    const instructions = instructionsOf(text);
    const values = new Map<string, string>();
    const stages = new Set<string>(["scratch"]);
    let bases = 0;
    for (const { keyword, text: words, line } of instructions) {
      const argument = /^ARG\s+(\w+)=(\S+)/i.exec(words);
      if (argument?.[1] && argument[2])
        values.set(argument[1], argument[2].replace(/^["']|["']$/g, ""));
      if (keyword !== "FROM") continue;
      const [, name = ""] = /^FROM\s+(?:--\S+\s+)*(\S+)/i.exec(words) ?? [];
      const image = name.replace(
        /\$\{?(\w+)[^}]*\}?/g,
        (whole, key: string) => values.get(key) ?? whole,
      );
      const stage = /\sAS\s+(\S+)\s*$/i.exec(words)?.[1]?.toLowerCase();
      if (!stages.has(image.toLowerCase())) {
        bases += 1;
        const tag = /:([^/@]+)(@|$)/.exec(image)?.[1];
        const pinned = image.includes("@sha256:") || (tag !== undefined && tag !== "latest");
        demand(
          pinned,
          "a tag other than latest, or a digest, for every base",
          `${image} in line ${line}`,
        );
      }
      if (stage) stages.add(stage);
    }
    const scratch = instructions.some(({ text: words }) => /^FROM\s+scratch/i.test(words));
    demand(bases > 0 || scratch, "a FROM in the Dockerfile", "none");
    return undefined;
  },
};
