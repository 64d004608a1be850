import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";

/** Index of a genre, gender or occupation, as the snapshot numbers them. */
export const GENRES = (
  "action adventure animation childrens comedy crime documentary drama fantasy film_noir horror " +
  "musical mystery romance sci_fi thriller war western"
).split(" ");
export const GENDERS = ["F", "M"];
export const OCCUPATIONS = (
  "administrator artist doctor educator engineer entertainment executive healthcare homemaker " +
  "lawyer librarian marketing none other programmer retired salesman scientist student technician " +
  "writer"
).split(" ");

/** One column after the other, row u − 1 for user u and row m − 1 for movie m. */
export interface Store {
  readonly users: number;
  readonly movies: number;
  /** What an unknown user is taken for. */
  readonly usual: { age: number; gender: number; occupation: number };
  readonly age: Uint8Array;
  readonly gender: Uint8Array;
  readonly occupation: Uint8Array;
  readonly userRatings: Uint16Array;
  readonly userLikes: Uint16Array;
  readonly userGenreRatings: Uint16Array;
  readonly userGenreLikes: Uint16Array;
  readonly releaseYear: Uint16Array;
  readonly genres: Uint32Array;
  readonly movieRatings: Uint16Array;
  readonly movieLikes: Uint16Array;
  readonly occupationRatings: Uint16Array;
  readonly occupationLikes: Uint16Array;
}

const HEADER = 64;
const SUM = 32;

/**
 * Reads a snapshot of format 1.
 * @throws Error where a byte of it is not as it should be.
 */
export async function readStore(file: string, name: string): Promise<Store> {
  const bytes = await readFile(file);
  const demand = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`${file} is no snapshot of ${name}: ${what}`);
  };
  demand(bytes.length >= HEADER + SUM, "it is too short");
  demand(bytes.toString("latin1", 0, 8) === "FEATSTOR", "its magic differs");
  demand(bytes.readUInt32LE(8) === 1, "its format is not 1");
  demand(bytes.readUInt32LE(16) === bytes.length, "its size differs");
  const sum = createHash("sha256").update(bytes.subarray(0, -SUM)).digest();
  demand(sum.equals(bytes.subarray(-SUM)), "its sha256 differs");
  const called = bytes.toString("latin1", 40, HEADER).replace(/\0+$/, "");
  demand(called === name, `its name is ${called}`);
  const [users, movies] = [bytes.readUInt32LE(20), bytes.readUInt32LE(24)];
  const [genres, occupations] = [bytes.readUInt32LE(28), bytes.readUInt32LE(32)];
  demand(genres === GENRES.length && occupations === OCCUPATIONS.length, "its columns differ");

  let offset = HEADER;
  const table = (width: 1 | 2 | 4, length: number) => {
    const start = offset;
    offset += Math.ceil((width * length) / 4) * 4;
    demand(offset <= bytes.length - SUM, "its tables do not fit");
    return Array.from({ length }, (_, row) => bytes.readUIntLE(start + row * width, width));
  };
  const store = {
    users,
    movies,
    usual: {
      age: bytes.readUInt16LE(36),
      gender: bytes.readUInt8(38),
      occupation: bytes.readUInt8(39),
    },
    age: Uint8Array.from(table(1, users)),
    gender: Uint8Array.from(table(1, users)),
    occupation: Uint8Array.from(table(1, users)),
    userRatings: Uint16Array.from(table(2, users)),
    userLikes: Uint16Array.from(table(2, users)),
    userGenreRatings: Uint16Array.from(table(2, users * genres)),
    userGenreLikes: Uint16Array.from(table(2, users * genres)),
    releaseYear: Uint16Array.from(table(2, movies)),
    genres: Uint32Array.from(table(4, movies)),
    movieRatings: Uint16Array.from(table(2, movies)),
    movieLikes: Uint16Array.from(table(2, movies)),
    occupationRatings: Uint16Array.from(table(2, movies * occupations)),
    occupationLikes: Uint16Array.from(table(2, movies * occupations)),
  };
  demand(offset === bytes.length - SUM, "its tables do not fill it");
  demand(Math.max(...store.gender, store.usual.gender) < GENDERS.length, "a gender has no name");
  demand(
    Math.max(...store.occupation, store.usual.occupation) < occupations,
    "an occupation has no name",
  );
  return store;
}
