import { expect, it } from "vitest";
import { inspectImage } from "../../engines/docker/image.ts";
import { dockerTest } from "../../engines/docker/testing/docker.ts";
import { layersOf } from "./image-layers.ts";

const test = dockerTest();

/** Images of one text file, with other settings or another file on top. */
const imageWith = (more: string) =>
  test.build({ Dockerfile: `FROM scratch\nCOPY one /\n${more}\n`, one: test.run, two: "two" });

it("reads once what two images share, and what one has more", async () => {
  const first = await layersOf(await imageWith("LABEL version=1"));
  expect(first.map(({ files }) => files.map(({ path }) => path))).toEqual([["one"]]);
  expect(first[0]?.compressed).toBeGreaterThan(0);

  const labelled = await imageWith("LABEL version=2");
  const again = await layersOf(labelled);
  expect(again).toHaveLength(1);
  expect(again[0]).toBe(first[0]);

  const larger = await imageWith("COPY two /");
  const layers = await layersOf(larger);
  expect(layers.map(({ id }) => id)).toEqual((await inspectImage(larger.reference)).layers);
  expect(layers.map(({ files }) => files.map(({ path }) => path))).toEqual([["one"], ["two"]]);
});
