import type { Compared } from "./compared.ts";

/** A table of the largest differences and of the flips, one line per group, for a terminal. */
export function table(groups: Map<string, Compared[]>): string {
  const lines = [...groups].map(([name, all]) => {
    const engines = (["walker", "onnx"] as const).flatMap((engine) => {
      const differences = all.map((each) => each.differences[engine]);
      return [
        Math.max(...differences.map(({ largest }) => largest)).toExponential(1),
        `${differences.reduce((sum, { flips }) => sum + flips, 0)}`,
      ];
    });
    const rows = all.reduce((sum, each) => sum + each.rows, 0);
    return [name, `${all.length}`, `${rows}`, ...engines];
  });
  const all = [["", "models", "rows", "walker", "flips", "ONNX", "flips"], ...lines];
  const widths = all[0]?.map((_, at) => Math.max(...all.map((line) => line[at]?.length ?? 0)));
  const pad = (cell: string, at: number) =>
    at === 0 ? cell.padEnd(widths?.[at] ?? 0) : cell.padStart(widths?.[at] ?? 0);
  return all.map((line) => line.map(pad).join("  ")).join("\n");
}
