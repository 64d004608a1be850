import type { ContractCase } from "./case.ts";
import { BATCH } from "./cases/batch.ts";
import { CONNECTION } from "./cases/connection.ts";
import { OPERATIONS } from "./cases/operations.ts";
import { PREDICT } from "./cases/predict.ts";
import { REFUSALS } from "./cases/refusals.ts";

export * from "./case.ts";
export * from "./contract-failure.ts";
export * from "./example.ts";
export * from "./expect.ts";
export * from "./fuzz/fuzz.ts";
export type { OpenApi } from "./fuzz/open-api.ts";
export { Random } from "./fuzz/random.ts";
export * from "./network-target.ts";
export * from "./target.ts";

/** Everything a prediction API promises over HTTP, in the order a learner meets it. */
export const CONTRACT: readonly ContractCase[] = [
  ...OPERATIONS.filter(({ id }) => id === "health"),
  ...PREDICT,
  ...BATCH,
  ...REFUSALS,
  ...OPERATIONS.filter(({ id }) => id !== "health"),
  ...CONNECTION,
];
