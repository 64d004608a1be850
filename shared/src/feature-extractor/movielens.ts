/**
 * The 34 features of "will this user like this movie" (a rating of 4 or 5), in column order.
 * The trainer (models/training) and the serving core both follow this list; a model's
 * metadata.json repeats it with units and ranges.
 */

/** MovieLens genres in the order of u.item's flags, without "unknown". */
export const GENRES = [
  "action",
  "adventure",
  "animation",
  "childrens",
  "comedy",
  "crime",
  "documentary",
  "drama",
  "fantasy",
  "film_noir",
  "horror",
  "musical",
  "mystery",
  "romance",
  "sci_fi",
  "thriller",
  "war",
  "western",
] as const;

/** Categories of `gender`; the category's index is the number the model sees. */
export const GENDERS = ["F", "M"] as const;

/** Categories of `occupation_new`; the category's index is the number the model sees. */
export const OCCUPATIONS = [
  "administrator",
  "artist",
  "doctor",
  "educator",
  "engineer",
  "entertainment",
  "executive",
  "healthcare",
  "homemaker",
  "lawyer",
  "librarian",
  "marketing",
  "none",
  "other",
  "programmer",
  "retired",
  "salesman",
  "scientist",
  "student",
  "technician",
  "writer",
] as const;

/** Point-in-time history: counts are 0 and rates are missing where there is no history. */
export const HISTORY = [
  "user_rating_count",
  "user_like_count",
  "user_like_rate",
  "movie_rating_count",
  "movie_like_count",
  "movie_like_rate",
  "user_genre_rating_count",
  "user_genre_like_count",
  "user_genre_like_rate",
  "occupation_movie_rating_count",
  "occupation_movie_like_count",
  "occupation_movie_like_rate",
] as const;

/** All 34 column names in the order of the model's input tensor. */
export const FEATURE_NAMES = [
  "age",
  "gender",
  "occupation_new",
  "release_year",
  ...GENRES.map((genre) => `genre_${genre}` as const),
  ...HISTORY,
] as const;
