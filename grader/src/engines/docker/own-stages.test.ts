import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../../course/root.ts";
import { ownStages } from "./own-stages.ts";

it("names each stage, and leaves those that install in the cache", () => {
  const { text, names } = ownStages(
    [
      "ARG BASE=node:24",
      "FROM --platform=linux/amd64 $BASE",
      "RUN npm ci",
      "FROM scratch as Models",
      "COPY a b",
      "FROM debian:12 \\",
      "  AS folded",
      "FROM debian:12",
      "COPY --from=0 /a /b",
      "RUN date > /built",
    ].join("\n"),
  );
  expect(names).toEqual(["models", "folded", "stage-3"]);
  expect(text.split("\n").filter((line) => /FROM| AS /.test(line))).toEqual([
    "FROM --platform=linux/amd64 $BASE AS stage-0",
    "FROM scratch as Models",
    "FROM debian:12 \\",
    "  AS folded",
    "FROM debian:12 AS stage-3",
  ]);
});

it("leaves nothing to build anew where all in one stage is installed", () => {
  expect(ownStages("FROM node:24\nRUN npm ci\n").names).toEqual([]);
});

it("builds the solution's last stage anew", async () => {
  const file = path.join(ROOT, "solutions/02-docker/Dockerfile");
  expect(ownStages(await readFile(file, "utf8")).names).toEqual(["stage-1"]);
});
