import { GENDERS, GENRES, OCCUPATIONS } from "@workshop/serving/feature-extractor";
import type { DataFile } from "./published.ts";
import { rowsOf } from "./row.ts";

/** One rating of 1 to 5; ids as published, from 1. */
export interface Rating {
  user: number;
  movie: number;
  rating: number;
}

/** Age in years; gender and occupation as indices into GENDERS and OCCUPATIONS. */
export interface Demographics {
  age: number;
  gender: number;
  occupation: number;
}

/** `year` is undefined where there is no date; bit g of `genres` stands for GENRES[g]. */
export interface Movie {
  year: number | undefined;
  genres: number;
}

/** MovieLens 100k; the user with id u is at `users[u - 1]`, likewise the movies. */
export interface MovieLens {
  ratings: Rating[];
  users: Demographics[];
  movies: Movie[];
}

/** After id, title, two dates, a link and the flag "unknown". */
const FIRST_GENRE = 6;

/**
 * Reads the three tables.
 * @throws UserError naming the line and field that is not as published.
 */
export function parseMovieLens(files: Record<DataFile, Buffer>): MovieLens {
  const users = rowsOf(files["u.user"], "|", "u.user").map((row, index) => {
    row.whole(0, index + 1, index + 1);
    return {
      age: row.whole(1, 1, 120),
      gender: row.category(2, GENDERS),
      occupation: row.category(3, OCCUPATIONS),
    };
  });
  const movies = rowsOf(files["u.item"], "|", "u.item").map((row, index) => {
    row.whole(0, index + 1, index + 1);
    return { year: row.year(2), genres: row.bits(FIRST_GENRE, GENRES.length) };
  });
  const ratings = rowsOf(files["u.data"], "\t", "u.data").map((row) => ({
    user: row.whole(0, 1, users.length),
    movie: row.whole(1, 1, movies.length),
    rating: row.whole(2, 1, 5),
  }));
  return { ratings, users, movies };
}
