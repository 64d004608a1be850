import { GENRES, OCCUPATIONS } from "./movielens.ts";

/** The layout of a snapshot file; models/feature-store/README.md is its specification. */
export const MAGIC = "FEATSTOR";
export const FORMAT = 1;
export const HEADER_BYTES = 64;
export const NAME_BYTES = 24;
/** The sha256 of everything before it ends the file. */
export const SUM_BYTES = 32;

/** Where each field of the header starts. */
export const HEADER = {
  magic: 0,
  format: 8,
  flags: 12,
  bytes: 16,
  users: 20,
  movies: 24,
  genres: 28,
  occupations: 32,
  priorAge: 36,
  priorGender: 38,
  priorOccupation: 39,
  name: 40,
} as const;

/** Set in the header's flags where ages, genders and occupations were drawn at random. */
export const SYNTHETIC = 1;

const ALIGNMENT = 4;
const ARRAYS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array } as const;

/** The tables in file order: what a row is about, the bytes of a value, the values of a row. */
const TABLES = {
  age: { of: "users", bytes: 1, columns: 1 },
  gender: { of: "users", bytes: 1, columns: 1 },
  occupation: { of: "users", bytes: 1, columns: 1 },
  userRatings: { of: "users", bytes: 2, columns: 1 },
  userLikes: { of: "users", bytes: 2, columns: 1 },
  userGenreRatings: { of: "users", bytes: 2, columns: GENRES.length },
  userGenreLikes: { of: "users", bytes: 2, columns: GENRES.length },
  releaseYear: { of: "movies", bytes: 2, columns: 1 },
  genres: { of: "movies", bytes: 4, columns: 1 },
  movieRatings: { of: "movies", bytes: 2, columns: 1 },
  movieLikes: { of: "movies", bytes: 2, columns: 1 },
  occupationMovieRatings: { of: "movies", bytes: 2, columns: OCCUPATIONS.length },
  occupationMovieLikes: { of: "movies", bytes: 2, columns: OCCUPATIONS.length },
} as const;

type TableName = keyof typeof TABLES;
type Table = Uint8Array | Uint16Array | Uint32Array;
export type Tables = Readonly<Record<TableName, Table>>;

/** How many users and movies a snapshot holds; their ids are 1 to that number. */
export interface Shape {
  readonly users: number;
  readonly movies: number;
}

/** Bytes of a whole snapshot file. */
export function snapshotBytes(shape: Shape): number {
  return (
    Object.values(TABLES).reduce((at, table) => end(at, table, shape), HEADER_BYTES) + SUM_BYTES
  );
}

/** Views of all tables over a snapshot's buffer, which must have {@link snapshotBytes} bytes. */
export function snapshotTables(buffer: ArrayBuffer, shape: Shape): Tables {
  const views: Partial<Record<TableName, Table>> = {};
  let offset = HEADER_BYTES;
  for (const name of Object.keys(TABLES) as TableName[]) {
    const { of, bytes, columns } = TABLES[name];
    views[name] = new ARRAYS[bytes](buffer, offset, shape[of] * columns);
    offset = end(offset, TABLES[name], shape);
  }
  return views as Tables;
}

function end(offset: number, table: (typeof TABLES)[TableName], shape: Shape): number {
  const bytes = shape[table.of] * table.columns * table.bytes;
  return Math.ceil((offset + bytes) / ALIGNMENT) * ALIGNMENT;
}
