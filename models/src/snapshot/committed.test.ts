import { readFileSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { createExtractor, openFeatureStore } from "@workshop/serving/feature-extractor";
import { IDS } from "@workshop/serving/http-contract";
import { Metadata } from "@workshop/serving/model-loader";
import { openWalkerEngine } from "@workshop/serving/predictor";
import { describe, expect, test } from "vitest";
import { type Demographics, parseMovieLens } from "../data/movielens.ts";
import { requireData } from "../data/require-data.ts";
import { readVerified } from "../data/verify.ts";
import { RELEASES } from "../train/paths.ts";
import { buildSnapshot, STORE } from "./build.ts";
import { EXAMPLE } from "./demographics.ts";
import { COMMITTED } from "./options.ts";

const USERS = 943;

/** What the committed file says of each user. */
function committedUsers(): Demographics[] {
  const store = openFeatureStore(STORE, COMMITTED);
  const values = new Float64Array(store.columns.length);
  return Array.from({ length: USERS }, (_, index) => {
    const ids = Float64Array.of(index + 1, 1);
    expect(store.complete(ids, values, new Uint8Array(values.length))).toBe(0);
    const [age = 0, gender = 0, occupation = 0] = values;
    return { age, gender, occupation };
  });
}

test("it is at most 1 MB and opens within 30 ms", () => {
  expect(statSync(COMMITTED).size).toBeLessThanOrEqual(1_000_000);
  const times = Array.from({ length: 20 }, () => {
    const start = performance.now();
    openFeatureStore(STORE, COMMITTED);
    return performance.now() - start;
  });
  expect(Math.min(...times)).toBeLessThan(30);
});

test("it says that its ages, genders and occupations are drawn", () => {
  expect(openFeatureStore(STORE, COMMITTED).synthetic).toBe(true);
});

describe.each(["v1.0.0", "v1.1.0"])("with %s", (version) => {
  const read = (file: string) => readFileSync(path.join(RELEASES, version, file), "utf8");

  test("user 259 likes movie 298 with the probability of the model card", async () => {
    const { features, entities, feature_store } = Metadata.parse(JSON.parse(read("metadata.json")));
    expect(feature_store).toBe(STORE);
    const store = openFeatureStore(STORE, COMMITTED);
    const row = new Float64Array(features.length);
    const { unknown } = createExtractor({ features, entities }, store).extract(IDS, row, 0);
    const [probability = Number.NaN] = await openWalkerEngine(read("model.txt")).run(row, 1);
    const card = /with every rating there is as history \| (\S+) \(like\)/.exec(
      read("MODEL_CARD.md"),
    );
    expect(unknown).toEqual([]);
    expect(probability.toFixed(3)).toBe(card?.[1]);
  });
});

test("models:snapshot -- --synthetic makes it again, byte for byte", async (ctx) => {
  const data = parseMovieLens(await readVerified(requireData(ctx)));
  expect(buildSnapshot(data, true).equals(await readFile(COMMITTED))).toBe(true);
});

test("it knows nobody's age, gender and occupation better than chance", async (ctx) => {
  const { users } = parseMovieLens(await readVerified(requireData(ctx)));
  const drawn = committedUsers();
  const others = users.map((_, index) => index).filter((index) => index + 1 !== EXAMPLE.user);
  const same = others.filter((index) => {
    const [one, other] = [users[index], drawn[index]];
    return (["age", "gender", "occupation"] as const).every(
      (what) => one?.[what] === other?.[what],
    );
  });
  const chances = others.map((index) => chance(users, users[index]));
  const expected = chances.reduce((sum, p) => sum + p, 0);
  const deviation = Math.sqrt(chances.reduce((sum, p) => sum + p * (1 - p), 0));
  expect(Math.abs(same.length - expected)).toBeLessThan(4 * deviation);
});

test("its users are distributed as the data's", async (ctx) => {
  const { users } = parseMovieLens(await readVerified(requireData(ctx)));
  const drawn = committedUsers();
  const kinds: ((user: Demographics) => boolean)[] = [
    ({ gender }) => gender === 0,
    ({ age }) => age < 25,
    ({ age }) => age >= 40,
    ...users.map(
      ({ occupation }) =>
        (user: Demographics) =>
          user.occupation === occupation,
    ),
  ];
  for (const kind of kinds) {
    const share = users.filter(kind).length / USERS;
    const deviation = Math.sqrt(USERS * share * (1 - share));
    expect(Math.abs(drawn.filter(kind).length - USERS * share)).toBeLessThan(4 * deviation);
  }
});

/** How likely a draw gives just this user: occupation, then gender and age among its users. */
function chance(users: readonly Demographics[], user: Demographics | undefined): number {
  const peers = users.filter(({ occupation }) => occupation === user?.occupation);
  const share = (what: "age" | "gender") =>
    peers.filter((peer) => peer[what] === user?.[what]).length / peers.length;
  return (peers.length / users.length) * share("gender") * share("age");
}
