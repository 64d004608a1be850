import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { Turns } from "./turns.ts";

const NEVER = new AbortController().signal;

it("lets nobody begin before the one before has ended, well or not", async () => {
  const turns = new Turns();
  const said: string[] = [];
  const work = (name: string) => async () => {
    said.push(`${name} begins`);
    await sleep(5);
    said.push(`${name} ends`);
    if (name === "b") throw new Error("b failed");
    return name;
  };
  const all = ["a", "b", "c"].map((name) => turns.take(work(name), NEVER));
  const ends = await Promise.allSettled(all);
  expect(said).toEqual(["a", "b", "c"].flatMap((name) => [`${name} begins`, `${name} ends`]));
  expect(ends.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

it("leaves out whoever was aborted while waiting", async () => {
  const turns = new Turns();
  const stop = new AbortController();
  const work = Promise.withResolvers<void>();
  const first = turns.take(() => work.promise, NEVER);
  let began = false;
  const second = turns.take(async () => {
    began = true;
  }, stop.signal);
  stop.abort(new Error("stopped"));
  work.resolve();
  await first;
  await expect(second).rejects.toThrow("stopped");
  expect(began).toBe(false);
  expect(await turns.take(async () => "third", NEVER)).toBe("third");
});
