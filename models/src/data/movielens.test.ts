import { GENRES, OCCUPATIONS } from "@workshop/serving/feature-extractor";
import { describe, expect, test } from "vitest";
import { UserError } from "../user-error.ts";
import { parseMovieLens } from "./movielens.ts";
import { requireData } from "./require-data.ts";
import { readVerified } from "./verify.ts";

const flags = (...set: number[]) =>
  Array.from({ length: 19 }, (_, index) => Number(set.includes(index))).join("|");

/** Made-up tables in the published format. */
const TABLES = {
  "u.data": "1\t2\t4\t881250949\n2\t1\t3\t881250950\n",
  "u.user": "1|24|M|none|85711\n2|53|F|other|94043\n",
  "u.item": `1|Caf\xe9 (1995)|01-Jan-1995||http://x|${flags(1, 18)}\n2|unknown||||${flags(0)}\n`,
};

function parse(changed: Partial<typeof TABLES> = {}) {
  const { "u.data": data, "u.user": user, "u.item": item } = { ...TABLES, ...changed };
  const bytes = (text: string) => Buffer.from(text, "latin1");
  return parseMovieLens({ "u.data": bytes(data), "u.user": bytes(user), "u.item": bytes(item) });
}

test("the tables are read as published", () => {
  const western = GENRES.indexOf("western");
  expect(parse()).toEqual({
    ratings: [
      { user: 1, movie: 2, rating: 4 },
      { user: 2, movie: 1, rating: 3 },
    ],
    users: [
      { age: 24, gender: 1, occupation: OCCUPATIONS.indexOf("none") },
      { age: 53, gender: 0, occupation: OCCUPATIONS.indexOf("other") },
    ],
    movies: [
      { year: 1995, genres: 1 | (1 << western) },
      { year: undefined, genres: 0 },
    ],
  });
});

describe("a table that is not as published is refused with its place", () => {
  test.each([
    {
      table: { "u.data": "1\t2\t9\t1\n" },
      says: 'from 1 to 5 in field 3 of line 1 of u.data, found "9"',
    },
    { table: { "u.data": "1\t2\t4\t1\n3\t1\t4\t1\n" }, says: "from 1 to 2 in field 1 of line 2" },
    { table: { "u.data": "1\t\t4\t1\n" }, says: 'found ""' },
    { table: { "u.user": "2|24|M|none|1\n" }, says: "from 1 to 1 in field 1 of line 1 of u.user" },
    { table: { "u.user": "1|24|X|none|1\n" }, says: "one of F, M in field 3" },
    { table: { "u.user": "1|24|M|pilot|1\n" }, says: 'found "pilot"' },
    { table: { "u.item": `1|A|1995||x|${flags()}\n` }, says: "a date such as 01-Jan-1995" },
    { table: { "u.item": "1|A|01-Jan-1995||x|0|1\n" }, says: "from 0 to 1 in field 8" },
  ])("$says", ({ table, says }) => {
    expect(() => parse(table)).toThrow(UserError);
    expect(() => parse(table)).toThrow(says);
  });
});

test("the published data has its published sizes", async (ctx) => {
  const { ratings, users, movies } = parseMovieLens(await readVerified(requireData(ctx)));
  expect([ratings.length, users.length, movies.length]).toEqual([100_000, 943, 1682]);
  expect(movies.filter(({ year }) => year === undefined)).toHaveLength(1);
});
