import { CheckFailure } from "../../checks/check-failure.ts";
import { NeverHappened, waitFor } from "../wait.ts";
import type { Container } from "./container.ts";

export type Health = "healthy" | "unhealthy" | "starting";

/**
 * Waits until the HEALTHCHECK of a container says so.
 * @throws CheckFailure with the health command's last output where it never does.
 */
export async function waitForHealth(
  container: Container,
  wanted: Health,
  deadlineMs: number,
): Promise<void> {
  const last: { output: string[] } = { output: [] };
  try {
    await waitFor({
      what: `the container to be ${wanted}`,
      deadlineMs,
      intervalMs: 100,
      giveUp: () => (container.ended() ? `it ended with ${container.ended()}` : undefined),
      probe: async () => {
        const { State } = await container.inspect();
        const log = State.Health?.Log.at(-1);
        last.output = log ? [`exit code ${log.ExitCode}: ${log.Output.trim()}`] : [];
        const status = State.Health?.Status ?? "none";
        return status === wanted || (status === "none" ? "no HEALTHCHECK" : status);
      },
    });
  } catch (error) {
    if (!(error instanceof NeverHappened)) throw error;
    throw new CheckFailure(
      `the container to be ${wanted} within ${deadlineMs / 1000} s`,
      error.seen,
      { lines: [...last.output, ...(await container.logs(20))] },
    );
  }
}
