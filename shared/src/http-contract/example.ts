/** The deck's example: ids alone are enough. */
export const IDS = { user_id: 259, movie_id: 298 } as const;

/** The deck's example with the fields it shows spelled out. */
export const DECK = {
  ...IDS,
  age: 21,
  gender: "M",
  occupation_new: "student",
  release_year: 1997,
  genre_action: 1,
  genre_sci_fi: 1,
  genre_thriller: 1,
} as const;
