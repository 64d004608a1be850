import type { FeatureStore } from "./feature-store.ts";
import { GENDERS, GENRES, OCCUPATIONS } from "./movielens.ts";
import { MovieLensStore } from "./movielens-store.ts";
import { notAsExpected, readSnapshot } from "./read-snapshot.ts";
import { HEADER, NAME_BYTES, SYNTHETIC, snapshotBytes, snapshotTables } from "./snapshot-format.ts";

/**
 * Opens a snapshot file as the store that a model's metadata names.
 * @param name the store's name, such as movielens-100k
 * @param path the snapshot file
 * @throws FeatureStoreError where it is missing, unreadable, not a snapshot, of another format,
 *   damaged, or another store.
 */
export function openFeatureStore(name: string, path: string): FeatureStore {
  const file = readSnapshot(name, path);
  const demand = (found: number | string, wanted: number | string, what: string) => {
    if (found !== wanted) throw notAsExpected(path, `have ${what} ${wanted}`, String(found));
  };
  const nameField = file.toString("latin1", HEADER.name, HEADER.name + NAME_BYTES);
  demand(nameField.replace(/\0+$/, ""), name, "the store name");
  demand(file.readUInt32LE(HEADER.genres), GENRES.length, "a number of genres of");
  demand(file.readUInt32LE(HEADER.occupations), OCCUPATIONS.length, "a number of occupations of");
  const shape = {
    users: file.readUInt32LE(HEADER.users),
    movies: file.readUInt32LE(HEADER.movies),
  };
  const { users, movies } = shape;
  demand(file.length, snapshotBytes(shape), `for ${users} users and ${movies} movies the size`);

  const priors = {
    age: file.readUInt16LE(HEADER.priorAge),
    gender: file.readUInt8(HEADER.priorGender),
    occupation: file.readUInt8(HEADER.priorOccupation),
  };
  // A buffer of its own starts at 0, which views of wider values need.
  const tables = snapshotTables(new Uint8Array(file).buffer, shape);
  const checkIndices = (what: string, indices: Iterable<number>, categories: number) => {
    for (const index of indices) {
      if (index < categories) continue;
      throw notAsExpected(path, `number each ${what} below ${categories}`, String(index));
    }
  };
  checkIndices("gender", [priors.gender, ...tables.gender], GENDERS.length);
  checkIndices("occupation", [priors.occupation, ...tables.occupation], OCCUPATIONS.length);
  const synthetic = (file.readUInt32LE(HEADER.flags) & SYNTHETIC) !== 0;
  return new MovieLensStore({ name, synthetic, ...shape, priors, tables });
}
