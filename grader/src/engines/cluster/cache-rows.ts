import type { Deployed } from "./deployed.ts";

const ROWS = /^prediction_cache_rows_total\{result="(hit|unavailable)"\} (\S+)$/gm;

/** Rows that the caches of all ready pods had, and rows for which no cache could be asked. */
export async function cacheRowsOf(
  deployed: Deployed,
): Promise<Record<"hit" | "unavailable", number>> {
  const rows = { hit: 0, unavailable: 0 };
  for (const { metadata } of await deployed.readyPods()) {
    const text = await deployed.namespace.get(metadata?.name ?? "", "/metrics");
    for (const [, result, count] of text.matchAll(ROWS)) {
      rows[result as keyof typeof rows] += Number(count);
    }
  }
  return rows;
}
