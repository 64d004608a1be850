/** A number, or a share of `of` such as `25%`, rounded up as budgets do. */
export function share(value: number | string, of: number): number {
  const [, percent] = /^(\d+)%$/.exec(String(value)) ?? [];
  return percent === undefined ? Number(value) : Math.ceil((Number(percent) * of) / 100);
}
