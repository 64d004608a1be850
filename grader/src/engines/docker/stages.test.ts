import { expect, it } from "vitest";
import { baseOf, lineage, stagesOf } from "./stages.ts";

const TEXT = `ARG VERSION="24"
FROM node:$VERSION-slim AS Base
USER 1
FROM --platform=linux/arm64 base
RUN <<EOF
FROM inside
EOF
FROM scratch AS last
COPY --from=1 / /
FROM 1
`;

it("tells stages, what they begin with, and what they are built upon", () => {
  const stages = stagesOf(TEXT);
  expect(stages.map(({ name, from, line }) => [name, from, line])).toEqual([
    ["base", "node:24-slim", 2],
    ["stage-1", "base", 4],
    ["last", "scratch", 8],
    ["stage-3", "1", 10],
  ]);
  const [, second] = stages;
  if (!second) throw new Error("no second stage");
  expect(baseOf(second)).toBe("node:24-slim");
  expect(lineage(second).map(({ text }) => text)).toEqual(["USER 1", "RUN <<EOF"]);
});
