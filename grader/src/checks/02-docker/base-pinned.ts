import { readFile } from "node:fs/promises";
import path from "node:path";
import { demand } from "@workshop/serving/http-contract";
import type { Instruction } from "../../engines/docker/dockerfile.ts";
import { stagesOf } from "../../engines/docker/stages.ts";
import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";

export const basePinned: Check<DockerContext> = {
  id: "base-pinned",
  title: "Bases have a tag that is not latest, and ADD fetches nothing (read from the Dockerfile)",
  step: 2,
  points: 3,
  why: "latest is another image tomorrow, and the rollback needs the one of today.",
  hints: [
    "Look at each FROM: which image will it be in a year?",
    "A name without a tag means latest.",
    "FROM node:24-bookworm-slim, or the same with @sha256:… behind it; ADD --checksum=sha256:… for a file.",
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
    {
      title: "adds a file from a URL",
      edits: {
        Dockerfile: [
          {
            find: "ARG NODE_IMAGE=node:24-bookworm-slim\n",
            replace:
              "ARG NODE_IMAGE=node:24-bookworm-slim\nFROM scratch AS tools\nADD https://example.org/tool.tgz /\n",
          },
        ],
      },
    },
  ],
  async run({ folder }) {
    const text = await readFile(path.join(folder, "Dockerfile"), "utf8").catch(() => "");
    const stages = stagesOf(text);
    demand(stages.length > 0, "a FROM in the Dockerfile", "none");
    for (const { from, parent, line, instructions } of stages) {
      demand(
        parent !== undefined || isPinned(from),
        "a tag other than latest, or a digest, for every base",
        `${from} in line ${line}`,
      );
      const fetched = instructions.find(fetches);
      demand(
        !fetched,
        "no ADD from elsewhere, unless with --checksum or a commit: it is another file tomorrow",
        `${fetched?.text} in line ${fetched?.line}`,
      );
    }
    return undefined;
  },
};

function isPinned(image: string): boolean {
  const tag = /:([^/@]+)(@|$)/.exec(image)?.[1];
  return (
    image === "scratch" || image.includes("@sha256:") || (tag !== undefined && tag !== "latest")
  );
}

function fetches({ keyword, text }: Instruction): boolean {
  const checked = /\s--checksum=sha256:|#[0-9a-f]{40}\b/.test(text);
  return keyword === "ADD" && /\s["[]*(\w+:\/\/|git@)/.test(text) && !checked;
}
