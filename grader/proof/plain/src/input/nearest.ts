/** The candidate that differs from `word` in the fewest letters, where that is few. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length > 60) return undefined;
  let best: string | undefined;
  let fewest = Math.max(2, Math.floor(word.length / 4)) + 1;
  for (const candidate of candidates) {
    const steps = distance(word, candidate);
    if (steps >= fewest) continue;
    best = candidate;
    fewest = steps;
  }
  return best;
}

/** Levenshtein's: letters to add, drop or replace. */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      const [drop, add, keep] = [above[column], line[column - 1], above[column - 1]] as [
        number,
        number,
        number,
      ];
      line.push(Math.min(drop + 1, add + 1, keep + same));
    }
    above = line;
  }
  return above[to.length] as number;
}
