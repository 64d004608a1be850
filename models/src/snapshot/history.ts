import { GENRES, OCCUPATIONS, type Tables } from "@workshop/serving/feature-extractor";
import type { MovieLens } from "../data/movielens.ts";

const LIKE_FROM = 4;

/** Counts every rating into the tables, as models/training/history.py does. */
export function countRatings({ ratings, users, movies }: MovieLens, tables: Tables): void {
  for (const { user, movie, rating } of ratings) {
    const occupation = users[user - 1]?.occupation ?? Number.NaN;
    const genres = movies[movie - 1]?.genres ?? 0;
    const count = (ofUser: Counts, ofMovie: Counts, ofGenre: Counts, ofOccupation: Counts) => {
      add(ofUser, user - 1);
      add(ofMovie, movie - 1);
      add(ofOccupation, (movie - 1) * OCCUPATIONS.length + occupation);
      for (let genre = 0; genre < GENRES.length; genre += 1) {
        if ((genres >>> genre) & 1) add(ofGenre, (user - 1) * GENRES.length + genre);
      }
    };
    const { userRatings, movieRatings, userGenreRatings, occupationMovieRatings } = tables;
    count(userRatings, movieRatings, userGenreRatings, occupationMovieRatings);
    if (rating < LIKE_FROM) continue;
    const { userLikes, movieLikes, userGenreLikes, occupationMovieLikes } = tables;
    count(userLikes, movieLikes, userGenreLikes, occupationMovieLikes);
  }
}

type Counts = Tables[keyof Tables];

function add(counts: Counts, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
