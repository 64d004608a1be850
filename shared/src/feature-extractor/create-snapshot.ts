import { createHash } from "node:crypto";
import { GENRES, OCCUPATIONS } from "./movielens.ts";
import type { MovieLensSnapshot } from "./movielens-store.ts";
import {
  FORMAT,
  HEADER,
  MAGIC,
  NAME_BYTES,
  SUM_BYTES,
  SYNTHETIC,
  snapshotBytes,
  snapshotTables,
  type Tables,
} from "./snapshot-format.ts";

/**
 * Makes the bytes of a snapshot file.
 * @param head what the header says; the name is at most 24 ASCII characters
 * @param fill writes the tables, which start as zeros
 */
export function createSnapshot(
  head: Omit<MovieLensSnapshot, "tables">,
  fill: (tables: Tables) => void,
): Buffer {
  if (!/^[\x21-\x7e]+$/.test(head.name) || head.name.length > NAME_BYTES) {
    throw new RangeError(`A store's name is 1 to ${NAME_BYTES} ASCII characters: ${head.name}`);
  }
  const buffer = new ArrayBuffer(snapshotBytes(head));
  const file = Buffer.from(buffer);
  file.write(MAGIC, HEADER.magic, "latin1");
  file.writeUInt32LE(FORMAT, HEADER.format);
  file.writeUInt32LE(head.synthetic ? SYNTHETIC : 0, HEADER.flags);
  file.writeUInt32LE(file.length, HEADER.bytes);
  file.writeUInt32LE(head.users, HEADER.users);
  file.writeUInt32LE(head.movies, HEADER.movies);
  file.writeUInt32LE(GENRES.length, HEADER.genres);
  file.writeUInt32LE(OCCUPATIONS.length, HEADER.occupations);
  file.writeUInt16LE(head.priors.age, HEADER.priorAge);
  file.writeUInt8(head.priors.gender, HEADER.priorGender);
  file.writeUInt8(head.priors.occupation, HEADER.priorOccupation);
  file.write(head.name, HEADER.name, "latin1");
  fill(snapshotTables(buffer, head));
  const body = file.subarray(0, -SUM_BYTES);
  createHash("sha256").update(body).digest().copy(file, body.length);
  return file;
}
