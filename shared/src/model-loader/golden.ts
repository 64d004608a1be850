import { z } from "zod";

/**
 * `golden.json`: synthetic rows with the probability LightGBM itself gave them.
 * Every feature is named; categorical ones by category, missing ones by null.
 * JSON numbers are written with all 17 digits, so rows one ulp from a threshold survive.
 */
export const Golden = z.strictObject({
  cases: z
    .array(
      z.strictObject({
        features: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
        probability: z.number(),
      }),
    )
    .min(1),
});
export type Golden = z.infer<typeof Golden>;
