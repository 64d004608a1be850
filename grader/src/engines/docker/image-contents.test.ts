import { expect, it } from "vitest";
import { contentsOf } from "./image.ts";
import { newRunId } from "./run-id.ts";
import { removeRun } from "./sweep.ts";
import { dockerTest } from "./testing/docker.ts";

const test = dockerTest();
const other = newRunId();

const imageWith = (more: string, run = test.run) =>
  test.build({ Dockerfile: `FROM scratch\nCOPY one /\n${more}\n`, one: test.run }, { run });

it("are the same in every run, and others where anything else is different", async () => {
  const first = await imageWith("USER 1");
  const again = await imageWith("USER 1", other);
  const changed = await imageWith("USER 2");
  const labelled = await imageWith("USER 1\nLABEL version=1");
  expect(again.id).not.toBe(first.id);
  const [one, same, ...others] = await Promise.all(
    [first, again, changed, labelled].map(({ reference }) => contentsOf(reference)),
  );
  await removeRun(other);
  expect(one).toMatch(/^[0-9a-f]{64}$/);
  expect(same).toBe(one);
  expect(new Set([one, ...others]).size).toBe(3);
});
