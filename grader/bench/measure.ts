/** One line of the benchmark table. */
export interface Measurement {
  what: string;
  /** The value held against the target. */
  value: number;
  unit: string;
  target: string;
  met: boolean;
  /** Raw numbers behind the value. */
  detail: Record<string, unknown>;
}

/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}

/** Runs each measurement once per round, in turn, so that a slow spell of the machine hits all alike. */
export async function interleaved(
  rounds: number,
  measurements: Readonly<Record<string, () => Promise<number>>>,
): Promise<Record<string, number[]>> {
  const found: Record<string, number[]> = {};
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, measure] of Object.entries(measurements)) {
      found[name] = [...(found[name] ?? []), await measure()];
    }
  }
  return found;
}

/** Rounds for people: three significant digits. */
export function shown(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "n/a";
}
