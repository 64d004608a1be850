/** The operator has no empty set, so one that is empty holds what no integer is. */
const NOBODY = 0.5;

/** The categories of a categorical split's bitset. */
export function membersOf(bitset: Uint32Array): number[] {
  const found: number[] = [];
  bitset.forEach((word, index) => {
    for (let bit = 0; bit < 32; bit += 1) if ((word >>> bit) & 1) found.push(index * 32 + bit);
  });
  return found.length > 0 ? found : [NOBODY];
}
