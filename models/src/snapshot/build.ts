import { createSnapshot } from "@workshop/serving/feature-extractor";
import type { MovieLens } from "../data/movielens.ts";
import { drawDemographics, priorsOf } from "./demographics.ts";
import { countRatings } from "./history.ts";

/** The name that the trainer writes into a model's metadata. */
export const STORE = "movielens-100k";

/**
 * A snapshot file with all ratings as history.
 * @param synthetic draws the users' ages, genders and occupations instead of copying them; counts
 *   are those of the data all the same
 */
export function buildSnapshot(data: MovieLens, synthetic: boolean): Buffer {
  const head = {
    name: STORE,
    synthetic,
    users: data.users.length,
    movies: data.movies.length,
    priors: priorsOf(data.users),
  };
  return createSnapshot(head, (tables) => {
    const users = synthetic ? drawDemographics(data.users) : data.users;
    users.forEach(({ age, gender, occupation }, index) => {
      tables.age[index] = age;
      tables.gender[index] = gender;
      tables.occupation[index] = occupation;
    });
    data.movies.forEach(({ year, genres }, index) => {
      tables.releaseYear[index] = year ?? 0;
      tables.genres[index] = genres;
    });
    countRatings(data, tables);
  });
}
