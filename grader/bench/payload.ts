import { readFileSync } from "node:fs";
import path from "node:path";
import { predictInput } from "@workshop/serving/http";
import { Golden, Metadata } from "@workshop/serving/model-loader";
import { ROOT } from "../src/course/root.ts";

type Values = Record<string, number | string | null>;

const release = path.join(ROOT, "models/releases/v1.1.0");
const json = (file: string): unknown => JSON.parse(readFileSync(path.join(release, file), "utf8"));
const schema = predictInput(Metadata.parse(json("metadata.json")));

/** Golden rows that a request may hold: half a rating is a fine test of a tree, not a count. */
const requests = Golden.parse(json("golden.json"))
  .cases.map(({ features }): Values => ({ user_id: 259, movie_id: 298, ...features }))
  .filter((values) => schema.safeParse(values).success);

/** A request with every feature given. */
export function fullFeatures(index: number): Values {
  return requests[index % requests.length] ?? {};
}

/** A request with ids alone. */
export function idsAlone(index: number): Values {
  return { user_id: (index % 943) + 1, movie_id: ((index * 7) % 1682) + 1 };
}
