import type { FeatureStore, StoreColumn } from "./feature-store.ts";
import { FEATURE_NAMES, GENDERS, GENRES, OCCUPATIONS } from "./movielens.ts";
import type { Shape, Tables } from "./snapshot-format.ts";

const AGE = FEATURE_NAMES.indexOf("age");
const GENDER = FEATURE_NAMES.indexOf("gender");
const OCCUPATION = FEATURE_NAMES.indexOf("occupation_new");
const RELEASE_YEAR = FEATURE_NAMES.indexOf("release_year");
const FIRST_GENRE = FEATURE_NAMES.indexOf("genre_action");
const USER = FEATURE_NAMES.indexOf("user_rating_count");
const MOVIE = FEATURE_NAMES.indexOf("movie_rating_count");
const USER_GENRE = FEATURE_NAMES.indexOf("user_genre_rating_count");
const OCCUPATION_MOVIE = FEATURE_NAMES.indexOf("occupation_movie_rating_count");

const CATEGORIES: Partial<Record<string, readonly string[]>> = {
  gender: GENDERS,
  occupation_new: OCCUPATIONS,
};

/** What stands in for a user that the store does not know; categories as indices. */
export interface Priors {
  readonly age: number;
  readonly gender: number;
  readonly occupation: number;
}

export interface MovieLensSnapshot extends Shape {
  readonly name: string;
  readonly synthetic: boolean;
  readonly priors: Priors;
  readonly tables: Tables;
}

/**
 * The 34 MovieLens columns from a snapshot. What is derived follows the row as it stands: the
 * genre history is summed over the row's genres, the occupation history is the movie's with the
 * row's occupation, and a rate is the quotient of the row's two counts, whoever gave them.
 */
export class MovieLensStore implements FeatureStore {
  readonly name: string;
  readonly synthetic: boolean;
  readonly entities = ["user_id", "movie_id"];
  readonly columns: readonly StoreColumn[] = FEATURE_NAMES.map((name) => {
    const categories = CATEGORIES[name];
    return categories ? { name, categories } : { name };
  });
  readonly #shape: Shape;
  readonly #priors: Priors;
  readonly #tables: Tables;

  constructor({ name, synthetic, users, movies, priors, tables }: MovieLensSnapshot) {
    this.name = name;
    this.synthetic = synthetic;
    this.#shape = { users, movies };
    this.#priors = priors;
    this.#tables = tables;
  }

  complete(ids: Float64Array, values: Float64Array, given: Uint8Array): number {
    const user = rowOf(ids[0], this.#shape.users);
    const movie = rowOf(ids[1], this.#shape.movies);
    this.#completeUser(user, values, given);
    this.#completeMovie(movie, values, given);
    this.#completeUserGenre(user, values, given);
    this.#completeOccupationMovie(movie, values, given);
    return (user === this.#shape.users ? 1 : 0) | (movie === this.#shape.movies ? 2 : 0);
  }

  #completeUser(user: number, values: Float64Array, given: Uint8Array): void {
    const tables = this.#tables;
    const priors = this.#priors;
    if (!given[AGE]) values[AGE] = tables.age[user] ?? priors.age;
    if (!given[GENDER]) values[GENDER] = tables.gender[user] ?? priors.gender;
    if (!given[OCCUPATION]) values[OCCUPATION] = tables.occupation[user] ?? priors.occupation;
    history(values, given, USER, tables.userRatings[user] ?? 0, tables.userLikes[user] ?? 0);
  }

  #completeMovie(movie: number, values: Float64Array, given: Uint8Array): void {
    const tables = this.#tables;
    if (!given[RELEASE_YEAR]) values[RELEASE_YEAR] = tables.releaseYear[movie] || Number.NaN;
    const flags = tables.genres[movie] ?? 0;
    for (let genre = 0; genre < GENRES.length; genre += 1) {
      if (!given[FIRST_GENRE + genre]) values[FIRST_GENRE + genre] = (flags >>> genre) & 1;
    }
    history(values, given, MOVIE, tables.movieRatings[movie] ?? 0, tables.movieLikes[movie] ?? 0);
  }

  #completeUserGenre(user: number, values: Float64Array, given: Uint8Array): void {
    const { userGenreRatings, userGenreLikes } = this.#tables;
    let ratings = 0;
    let likes = 0;
    const start = user * GENRES.length;
    for (let genre = 0; genre < GENRES.length; genre += 1) {
      if (values[FIRST_GENRE + genre] !== 1) continue;
      ratings += userGenreRatings[start + genre] ?? 0;
      likes += userGenreLikes[start + genre] ?? 0;
    }
    history(values, given, USER_GENRE, ratings, likes);
  }

  #completeOccupationMovie(movie: number, values: Float64Array, given: Uint8Array): void {
    const { occupationMovieRatings, occupationMovieLikes } = this.#tables;
    const at = movie * OCCUPATIONS.length + (values[OCCUPATION] ?? 0);
    const ratings = occupationMovieRatings[at] ?? 0;
    history(values, given, OCCUPATION_MOVIE, ratings, occupationMovieLikes[at] ?? 0);
  }
}

/** The row of an id; for an id that is not there the row past the last, where every table is undefined. */
function rowOf(id: number | undefined, rows: number): number {
  return id !== undefined && id >= 1 && id <= rows && Number.isInteger(id) ? id - 1 : rows;
}

/** Count, likes and rate from `column` on. A mix of the caller's and the store's counts stays within 1. */
function history(
  values: Float64Array,
  given: Uint8Array,
  column: number,
  ratings: number,
  likes: number,
): void {
  if (!given[column]) values[column] = ratings;
  if (!given[column + 1]) values[column + 1] = likes;
  if (given[column + 2]) return;
  const count = values[column] ?? 0;
  const liked = values[column + 1] ?? 0;
  values[column + 2] = count > 0 ? Math.min(1, liked / count) : Number.NaN;
}
