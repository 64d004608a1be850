import { Traffic } from "../../engines/cluster/traffic.ts";
import { CheckFailure } from "../check-failure.ts";
import type { Evidence } from "../evidence.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";

export interface UnderTraffic {
  /** What happens meanwhile: "a rollout and its rollback". */
  readonly what: string;
  readonly url: string;
  /** Requests a second. */
  readonly rate: number;
  /** Requests at least; it goes on until they are sent. */
  readonly least: number;
}

export const NOISY = {
  times: 1,
  because: "a busy machine tells its nodes late that a pod is gone, which is no manifest's fault",
} as const;

/**
 * Does something while a client sends a steady stream of predictions.
 * @throws CheckFailure where one of them is not answered with 200
 */
export async function underTraffic(
  context: KubernetesContext,
  { what, url, rate, least }: UnderTraffic,
  act: () => Promise<readonly string[]>,
): Promise<Evidence> {
  const traffic = new Traffic(url, { rate });
  let lines: readonly string[];
  try {
    lines = await act();
    while (traffic.sent < least && !context.signal.aborted) {
      context.progress(`${what}: ${traffic.sent} of ${least} requests`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  } finally {
    await traffic.stop();
  }
  const { sent, failures, reconnected } = await traffic.stop();
  const again = reconnected > 0 ? `, ${reconnected} sent again as no connection came about` : "";
  if (failures.length === 0) return { lines: [...lines, `${sent} requests, 0 failures${again}`] };
  throw new CheckFailure(
    `200 for each of ${sent} requests during ${what}`,
    `${failures.length} failures, the first at ${failures[0]}`,
    { lines: [...lines, ...failures.slice(0, 20)] },
  );
}
