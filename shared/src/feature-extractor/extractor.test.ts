import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createExtractor, type ExtractorInput } from "./extractor.ts";
import type { FeatureStore } from "./feature-store.ts";
import { FEATURES, METADATA, occupation, tinySnapshot } from "./fixture.ts";
import { openFeatureStore } from "./open-feature-store.ts";

let folder: string;
let store: FeatureStore;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "workshop-extractor-"));
  writeFileSync(path.join(folder, "tiny.bin"), tinySnapshot());
  store = openFeatureStore("tiny", path.join(folder, "tiny.bin"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A row by column name, with what was unknown. */
function extract(input: ExtractorInput, from: FeatureStore | null = store, metadata = METADATA) {
  const row = new Float64Array(metadata.features.length);
  const { unknown } = createExtractor(metadata, from).extract(input, row, 0);
  const values = metadata.features.map(({ name }, index) => [name, row[index]]);
  return { unknown, row: Object.fromEntries(values) as Record<string, number> };
}

const historyOf = (row: Record<string, number>, prefix: string) =>
  ["rating_count", "like_count", "like_rate"].map((what) => row[`${prefix}_${what}`]);

const NONE = [0, 0, Number.NaN];

describe("ids alone", () => {
  it("are answered by the store", () => {
    const { row, unknown } = extract({ user_id: 1, movie_id: 1 });
    expect(unknown).toEqual([]);
    expect(row).toMatchObject({ age: 40, gender: 0, occupation_new: occupation("doctor") });
    expect(row).toMatchObject({ release_year: 1990, genre_comedy: 1, genre_drama: 1 });
    expect(row).toMatchObject({ genre_action: 0, genre_western: 0 });
    expect(historyOf(row, "user")).toEqual([7, 3, 3 / 7]);
    expect(historyOf(row, "movie")).toEqual([6, 3, 0.5]);
    expect(historyOf(row, "user_genre")).toEqual([7, 3, 3 / 7]);
    expect(historyOf(row, "occupation_movie")).toEqual([4, 3, 0.75]);
  });

  it("without history have counts of 0 and missing rates", () => {
    const { row, unknown } = extract({ user_id: 2, movie_id: 2 });
    expect(unknown).toEqual([]);
    expect(row.release_year).toBeNaN();
    for (const prefix of ["user", "movie", "user_genre", "occupation_movie"]) {
      expect(historyOf(row, prefix)).toEqual(NONE);
    }
  });

  it.each([3, 0, -1, 1.5, 4_000_000_000, Number.NaN])("%s is a user nobody knows", (user_id) => {
    const { row, unknown } = extract({ user_id, movie_id: 1 });
    expect(unknown).toEqual(["user_id"]);
    expect(row).toMatchObject({ age: 31, gender: 1, occupation_new: occupation("student") });
    expect(historyOf(row, "user")).toEqual(NONE);
    expect(historyOf(row, "user_genre")).toEqual(NONE);
    expect(historyOf(row, "movie")).toEqual([6, 3, 0.5]);
    expect(historyOf(row, "occupation_movie")).toEqual(NONE);
  });

  it("of an unknown movie leave no genre, no date and no history of it", () => {
    const { row, unknown } = extract({ user_id: 1, movie_id: 4 });
    expect(unknown).toEqual(["movie_id"]);
    expect(row).toMatchObject({ age: 40, genre_comedy: 0, release_year: Number.NaN });
    expect(historyOf(row, "user")).toEqual([7, 3, 3 / 7]);
    for (const prefix of ["movie", "user_genre", "occupation_movie"]) {
      expect(historyOf(row, prefix)).toEqual(NONE);
    }
  });

  it("that are both unknown leave only the date and rates missing", () => {
    const { row, unknown } = extract({ user_id: 99, movie_id: 99 });
    expect(unknown).toEqual(["user_id", "movie_id"]);
    const missing = Object.keys(row).filter((name) => Number.isNaN(row[name]));
    expect(missing).toEqual(["release_year", ...missing.filter((name) => /_rate$/.test(name))]);
    expect(missing).toHaveLength(5);
  });

  it("that are known share one frozen answer", () => {
    const extractor = createExtractor(METADATA, store);
    const row = new Float64Array(FEATURES.length);
    const first = extractor.extract({ user_id: 1, movie_id: 1 }, row, 0);
    expect(extractor.extract({ user_id: 2, movie_id: 2 }, row, 0)).toBe(first);
    expect(Object.isFrozen(first.unknown)).toBe(true);
  });
});

describe("a value in the request", () => {
  it.each(FEATURES.map(({ name, type }) => ({ name, type })))("wins in $name", ({ name, type }) => {
    const value = type === "numeric" ? 0.25 : name === "gender" ? "M" : "scientist";
    const expected = type === "numeric" ? 0.25 : name === "gender" ? 1 : occupation("scientist");
    expect(extract({ user_id: 1, movie_id: 1, [name]: value }).row[name]).toBe(expected);
  });

  it("of null is missing, of undefined absent", () => {
    const ids = { user_id: 1, movie_id: 1 };
    const { row } = extract({ ...ids, movie_like_rate: null, user_like_rate: undefined });
    expect(row.movie_like_rate).toBeNaN();
    expect(row.user_like_rate).toBe(3 / 7);
  });

  it("for the occupation chooses the movie's history with it", () => {
    const { row } = extract({ user_id: 1, movie_id: 1, occupation_new: "writer" });
    expect(historyOf(row, "occupation_movie")).toEqual([2, 0, 0]);
  });

  it("for the occupation of an unknown user does too", () => {
    const { row } = extract({ user_id: 99, movie_id: 1, occupation_new: "doctor" });
    expect(historyOf(row, "occupation_movie")).toEqual([4, 3, 0.75]);
  });

  it("for genres chooses what the user's history is summed over", () => {
    const without = extract({ user_id: 1, movie_id: 1, genre_drama: 0 });
    expect(historyOf(without.row, "user_genre")).toEqual([3, 2, 2 / 3]);
    const unknownMovie = extract({ user_id: 1, movie_id: 99, genre_drama: 1 });
    expect(historyOf(unknownMovie.row, "user_genre")).toEqual([4, 1, 0.25]);
  });

  it("for both counts gives their rate", () => {
    const counts = { user_rating_count: 10, user_like_count: 9 };
    expect(historyOf(extract({ user_id: 1, movie_id: 1, ...counts }).row, "user")).toEqual([
      10, 9, 0.9,
    ]);
  });

  it("for one count goes with the store's other, and the rate stays within 1", () => {
    const { row } = extract({ user_id: 1, movie_id: 1, user_like_count: 70 });
    expect(historyOf(row, "user")).toEqual([7, 70, 1]);
    const { row: fresh } = extract({ user_id: 1, movie_id: 1, movie_rating_count: 0 });
    expect(fresh.movie_like_rate).toBeNaN();
  });

  it("does not linger into the next row", () => {
    const extractor = createExtractor(METADATA, store);
    const rows = new Float64Array(2 * FEATURES.length);
    const all = Object.fromEntries(FEATURES.map(({ name }) => [name, 1]));
    extractor.extract({ ...all, user_id: 1, movie_id: 1 }, rows, 0);
    extractor.extract({ user_id: 2, movie_id: 3 }, rows, FEATURES.length);
    expect([...rows.subarray(0, FEATURES.length)]).toEqual(FEATURES.map(() => 1));
    expect(rows.subarray(FEATURES.length)).toEqual(
      Float64Array.from(Object.values(extract({ user_id: 2, movie_id: 3 }).row)),
    );
  });
});

describe("a model with other columns than the store", () => {
  const features = [...FEATURES]
    .reverse()
    .map((feature) =>
      feature.type === "categorical"
        ? { ...feature, categories: [...feature.categories].reverse() }
        : feature,
    );

  it("gets them by name, and categories by its own numbers", () => {
    const { row } = extract({ user_id: 1, movie_id: 1 }, store, { ...METADATA, features });
    const plain = extract({ user_id: 1, movie_id: 1 }).row;
    expect(row).toEqual({ ...plain, gender: 1, occupation_new: 20 - occupation("doctor") });
  });

  it("gets the history of a given category all the same", () => {
    const input = { user_id: 1, movie_id: 1, occupation_new: "writer" };
    const { row } = extract(input, store, { ...METADATA, features });
    expect(row.occupation_new).toBe(20 - occupation("writer"));
    expect(historyOf(row, "occupation_movie")).toEqual([2, 0, 0]);
  });

  it("has the store's columns, but categories of its own", () => {
    const more = FEATURES.map((feature) =>
      feature.name === "gender" && feature.type === "categorical"
        ? { ...feature, categories: [...feature.categories, "X"] }
        : feature,
    );
    const input = { user_id: 1, movie_id: 1, gender: "X" };
    expect(extract(input, store, { ...METADATA, features: more }).row.gender).toBe(2);
    const turned = features.toReversed();
    const { row } = extract({ user_id: 1, movie_id: 1 }, store, { ...METADATA, features: turned });
    expect(row).toMatchObject({ gender: 1, occupation_new: 20 - occupation("doctor"), age: 40 });
  });

  it("has the store's columns in another order", () => {
    const turned = FEATURES.toReversed();
    const { row } = extract({ user_id: 1, movie_id: 1 }, store, { ...METADATA, features: turned });
    expect(row).toEqual(extract({ user_id: 1, movie_id: 1 }).row);
  });

  it("lacks the store's last column", () => {
    const fewer = FEATURES.slice(0, -1);
    const { row } = extract({ user_id: 1, movie_id: 1 }, store, { ...METADATA, features: fewer });
    const plain = extract({ user_id: 1, movie_id: 1 }).row;
    expect(Object.entries(row)).toEqual(Object.entries(plain).slice(0, -1));
  });

  it("finds missing what neither request nor store has", () => {
    const [age] = FEATURES;
    const own = {
      entities: ["user_id", "shop_id"],
      features: age ? [{ ...age, name: "own" }] : [],
    };
    expect(extract({ user_id: 1, shop_id: 1 }, store, own)).toEqual({
      unknown: ["shop_id"],
      row: { own: Number.NaN },
    });
    expect(extract({ user_id: 1, shop_id: 1, own: 5 }, store, own).row).toEqual({ own: 5 });
  });
});

describe("without a store", () => {
  it("columns are what was given, and no id is known", () => {
    const given = { age: 30, gender: "M", user_like_rate: null };
    const { row, unknown } = extract({ user_id: 1, movie_id: 1, ...given }, null);
    expect(unknown).toEqual(["user_id", "movie_id"]);
    expect(row).toMatchObject({ age: 30, gender: 1 });
    const present = Object.keys(row).filter((name) => !Number.isNaN(row[name]));
    expect(present).toEqual(["age", "gender"]);
  });

  it("a model without entities has none unknown", () => {
    expect(extract({ age: 1 }, null, { entities: [], features: FEATURES }).unknown).toEqual([]);
  });
});
