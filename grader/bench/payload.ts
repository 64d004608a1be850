import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../src/course/root.ts";

type Values = Record<string, number | string | null>;

const golden = JSON.parse(
  readFileSync(path.join(ROOT, "models/releases/v1.1.0/golden.json"), "utf8"),
) as { cases: { features: Values }[] };

/** A request with every feature given. */
export function fullFeatures(index: number): Values {
  const { features } = golden.cases[index % golden.cases.length] ?? { features: {} };
  return { user_id: 259, movie_id: 298, ...features };
}

/** A request with ids alone. */
export function idsAlone(index: number): Values {
  return { user_id: (index % 943) + 1, movie_id: ((index * 7) % 1682) + 1 };
}
