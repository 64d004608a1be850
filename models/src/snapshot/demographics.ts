import { createHash } from "node:crypto";
import { GENDERS, OCCUPATIONS } from "@workshop/serving/feature-extractor";
import type { Demographics } from "../data/movielens.ts";

const SEED = "movielens-100k";

/** The course's running example: its user answers as on the slides. */
export const EXAMPLE = {
  user: 259,
  age: 21,
  gender: GENDERS.indexOf("M"),
  occupation: OCCUPATIONS.indexOf("student"),
} as const;

/**
 * Users drawn at random: the occupation from all users, then gender and age, independently, from
 * the users of that occupation. Nobody's own values go into their draw more than anybody else's.
 * The draws depend on the seed and the data alone.
 */
export function drawDemographics(users: readonly Demographics[]): Demographics[] {
  const occupations = sorted(users.map(({ occupation }) => occupation));
  const among = OCCUPATIONS.map((_, index) => {
    const same = users.filter(({ occupation }) => occupation === index);
    return { genders: sorted(same.map((u) => u.gender)), ages: sorted(same.map((u) => u.age)) };
  });
  return users.map((_, index) => {
    const user = index + 1;
    if (user === EXAMPLE.user) {
      const { age, gender, occupation } = EXAMPLE;
      return { age, gender, occupation };
    }
    const occupation = draw(occupations, user, "occupation");
    const { genders, ages } = among[occupation] ?? { genders: [], ages: [] };
    return { age: draw(ages, user, "age"), gender: draw(genders, user, "gender"), occupation };
  });
}

/** What stands in for an unknown user: the median age, the commonest gender and occupation. */
export function priorsOf(users: readonly Demographics[]): Demographics {
  const ages = sorted(users.map(({ age }) => age));
  return {
    age: ages[Math.floor((ages.length - 1) / 2)] ?? 0,
    gender: commonest(users.map(({ gender }) => gender)),
    occupation: commonest(users.map(({ occupation }) => occupation)),
  };
}

function sorted(values: number[]): number[] {
  return values.sort((a, b) => a - b);
}

/** One of `values`: their sum of a hash is as good as a generator, and the same in every language. */
function draw(values: readonly number[], user: number, what: string): number {
  const hash = createHash("sha256").update(`${SEED} ${user} ${what}`).digest();
  const value = values[hash.readUIntBE(0, 6) % values.length];
  if (value === undefined) throw new RangeError(`nobody to draw ${what} from`);
  return value;
}

/** The smallest of the values that come most often. */
function commonest(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(...counts.values());
  return Math.min(...[...counts].filter(([, count]) => count === most).map(([value]) => value));
}
