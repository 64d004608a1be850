import { UserError } from "../user-error.ts";

/**
 * Now, or SOURCE_DATE_EPOCH where it is set, as an ISO time in UTC.
 * @throws UserError where SOURCE_DATE_EPOCH is not whole seconds.
 */
export function trainedAt(env: NodeJS.ProcessEnv): string {
  const epoch = env.SOURCE_DATE_EPOCH;
  if (epoch !== undefined && !/^\d{1,11}$/.test(epoch)) {
    throw new UserError(
      `Expected SOURCE_DATE_EPOCH to be whole seconds since 1970, found "${epoch}": correct or unset it.`,
    );
  }
  const milliseconds = epoch === undefined ? Date.now() : Number(epoch) * 1000;
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, "Z");
}
