import type { Feature } from "../model-loader/metadata.ts";
import { createSnapshot } from "./create-snapshot.ts";
import { FEATURE_NAMES, GENDERS, GENRES, OCCUPATIONS } from "./movielens.ts";

/** For tests: the 34 columns as a model's metadata lists them. */
export const FEATURES: Feature[] = FEATURE_NAMES.map((name) => {
  const base = { name, description: name, missing: name.endsWith("_rate") };
  if (name === "gender") return { ...base, type: "categorical", categories: [...GENDERS] };
  if (name === "occupation_new") {
    return { ...base, type: "categorical", categories: [...OCCUPATIONS] };
  }
  return { ...base, type: "numeric", unit: "", min: 0, max: 1e6, integer: true };
});

export const METADATA = { entities: ["user_id", "movie_id"], features: FEATURES };

export const genre = (name: (typeof GENRES)[number]) => GENRES.indexOf(name);
export const occupation = (name: (typeof OCCUPATIONS)[number]) => OCCUPATIONS.indexOf(name);

/**
 * For tests: a snapshot of two users and three movies.
 * User 1 is a doctor of 40 who liked 2 of 3 comedies and 1 of 4 dramas; user 2 has no ratings.
 * Movie 1 is a comedy and drama of 1990 that 3 of 4 doctors and 0 of 2 writers liked; movie 2 is a
 * western without a date and without ratings; movie 3 has no genre.
 */
export function tinySnapshot(): Buffer {
  const head = {
    name: "tiny",
    synthetic: false,
    users: 2,
    movies: 3,
    priors: { age: 31, gender: 1, occupation: occupation("student") },
  };
  return createSnapshot(head, (tables) => {
    tables.age.set([40, 20]);
    tables.gender.set([0, 1]);
    tables.occupation.set([occupation("doctor"), occupation("writer")]);
    tables.userRatings[0] = 7;
    tables.userLikes[0] = 3;
    tables.userGenreRatings[genre("comedy")] = 3;
    tables.userGenreLikes[genre("comedy")] = 2;
    tables.userGenreRatings[genre("drama")] = 4;
    tables.userGenreLikes[genre("drama")] = 1;
    tables.releaseYear.set([1990, 0, 1980]);
    tables.genres.set([(1 << genre("comedy")) | (1 << genre("drama")), 1 << genre("western"), 0]);
    tables.movieRatings[0] = 6;
    tables.movieLikes[0] = 3;
    tables.occupationMovieRatings[occupation("doctor")] = 4;
    tables.occupationMovieLikes[occupation("doctor")] = 3;
    tables.occupationMovieRatings[occupation("writer")] = 2;
  });
}
