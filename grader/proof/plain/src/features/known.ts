import { GENDERS, GENRES, OCCUPATIONS, type Store } from "./store.ts";

/** The values of one row's columns while it is put together; NaN is a missing one. */
export type Columns = Map<string, number>;

/** What the store knows of a user and of a movie by themselves. */
export function knownColumns(store: Store, user: number, movie: number): Columns {
  const isUser = user >= 1 && user <= store.users;
  const isMovie = movie >= 1 && movie <= store.movies;
  const ofUser = (table: ArrayLike<number>) => (isUser ? (table[user - 1] ?? 0) : 0);
  const ofMovie = (table: ArrayLike<number>) => (isMovie ? (table[movie - 1] ?? 0) : 0);
  const genres = ofMovie(store.genres);
  return new Map([
    ["age", isUser ? ofUser(store.age) : store.usual.age],
    ["gender", isUser ? ofUser(store.gender) : store.usual.gender],
    ["occupation_new", isUser ? ofUser(store.occupation) : store.usual.occupation],
    ["release_year", ofMovie(store.releaseYear) || Number.NaN],
    ...GENRES.map((name, bit): [string, number] => [`genre_${name}`, (genres >>> bit) & 1]),
    ["user_rating_count", ofUser(store.userRatings)],
    ["user_like_count", ofUser(store.userLikes)],
    ["movie_rating_count", ofMovie(store.movieRatings)],
    ["movie_like_count", ofMovie(store.movieLikes)],
  ]);
}

/** What the store knows of a user and these genres, and of a movie and this occupation. */
export function derivedColumns(
  store: Store,
  user: number,
  movie: number,
  row: Columns,
): [string, number][] {
  const overGenres = (table: Uint16Array) => {
    if (!(user >= 1 && user <= store.users)) return 0;
    return GENRES.reduce((sum, name, genre) => {
      if (row.get(`genre_${name}`) !== 1) return sum;
      return sum + (table[(user - 1) * GENRES.length + genre] ?? 0);
    }, 0);
  };
  const occupation = row.get("occupation_new") ?? Number.NaN;
  const ofOccupation = (table: Uint16Array) => {
    if (!(movie >= 1 && movie <= store.movies)) return 0;
    return table[(movie - 1) * OCCUPATIONS.length + occupation] ?? 0;
  };
  return [
    ["user_genre_rating_count", overGenres(store.userGenreRatings)],
    ["user_genre_like_count", overGenres(store.userGenreLikes)],
    ["occupation_movie_rating_count", ofOccupation(store.occupationRatings)],
    ["occupation_movie_like_count", ofOccupation(store.occupationLikes)],
  ];
}

/** The store's names of a categorical column. */
export const NAMES: Readonly<Record<string, readonly string[]>> = {
  gender: GENDERS,
  occupation_new: OCCUPATIONS,
};
