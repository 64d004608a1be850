import { z } from "zod";

type Values = Record<string, number | string | null>;

/**
 * `golden.json`: synthetic rows with the probability LightGBM itself gave them.
 * Every feature is named; categorical ones by category, missing ones by null.
 * JSON numbers are written with all 17 digits, so rows one ulp from a threshold survive.
 */
export const Golden = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        features: z.custom<Values>(areValues, "expected a number, a string or null by feature"),
        probability: z.number(),
      }),
    )
    .min(1),
});
export type Golden = z.infer<typeof Golden>;

/** By hand: a schema of thousands of values takes a start of the server 30 ms. */
function areValues(values: unknown): values is Values {
  if (typeof values !== "object" || values === null || Array.isArray(values)) return false;
  return Object.values(values).every(
    (value) => value === null || typeof value === "string" || Number.isFinite(value),
  );
}
