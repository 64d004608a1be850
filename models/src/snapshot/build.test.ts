import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { GENRES, OCCUPATIONS, openFeatureStore } from "@workshop/serving/feature-extractor";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { MovieLens } from "../data/movielens.ts";
import { buildSnapshot, STORE } from "./build.ts";

const comedy = 1 << GENRES.indexOf("comedy");
const drama = 1 << GENRES.indexOf("drama");
const [doctor, writer] = [OCCUPATIONS.indexOf("doctor"), OCCUPATIONS.indexOf("writer")];

/** Made up: two doctors and a writer; a comedy drama, and a comedy without a date. */
const DATA: MovieLens = {
  users: [
    { age: 50, gender: 1, occupation: doctor },
    { age: 30, gender: 0, occupation: doctor },
    { age: 20, gender: 0, occupation: writer },
  ],
  movies: [
    { year: 1990, genres: comedy | drama },
    { year: undefined, genres: comedy },
  ],
  ratings: [
    { user: 1, movie: 1, rating: 4 },
    { user: 1, movie: 2, rating: 3 },
    { user: 2, movie: 1, rating: 3 },
    { user: 3, movie: 1, rating: 5 },
  ],
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "workshop-snapshot-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** All columns of a pair, by the store that was built. */
async function columns(ids: [number, number]): Promise<Record<string, number>> {
  const file = path.join(folder, "built.bin");
  await writeFile(file, buildSnapshot(DATA, false));
  const store = openFeatureStore(STORE, file);
  const values = new Float64Array(store.columns.length);
  store.complete(Float64Array.from(ids), values, new Uint8Array(values.length));
  return Object.fromEntries(store.columns.map(({ name }, index) => [name, values[index] ?? 0]));
}

test("counts ratings, and likes from 4 on, for user, movie, genres and occupation", async () => {
  expect(await columns([1, 1])).toMatchObject({
    ...{ age: 50, gender: 1, occupation_new: doctor, release_year: 1990 },
    ...{ genre_comedy: 1, genre_drama: 1, genre_action: 0 },
    ...{ user_rating_count: 2, user_like_count: 1, user_like_rate: 1 / 2 },
    ...{ movie_rating_count: 3, movie_like_count: 2, movie_like_rate: 2 / 3 },
    // Two comedies, and one of them a drama too.
    ...{ user_genre_rating_count: 3, user_genre_like_count: 2, user_genre_like_rate: 2 / 3 },
    ...{ occupation_movie_rating_count: 2, occupation_movie_like_count: 1 },
  });
  expect(await columns([3, 2])).toMatchObject({
    ...{ release_year: Number.NaN, genre_drama: 0 },
    ...{ user_genre_rating_count: 1, user_genre_like_rate: 1 },
    ...{ occupation_movie_rating_count: 0, occupation_movie_like_rate: Number.NaN },
  });
});

test("an unknown user has the median age and the commonest gender and occupation", async () => {
  expect(await columns([9, 1])).toMatchObject({ age: 30, gender: 0, occupation_new: doctor });
});
