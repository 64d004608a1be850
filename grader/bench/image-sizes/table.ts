import type { Size } from "./size.ts";

const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;

const seconds = (ms: number) => `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0)} s`;

function change(bytes: number): string {
  const rounded = Math.round(bytes / 1e6);
  if (rounded === 0) return "0";
  return rounded < 0 ? `−${-rounded} MB` : `+${rounded} MB`;
}

/** One row for each variant; what it saved is told against the row above. */
export function table(sizes: readonly Size[]): string {
  const rows = sizes.map(({ decision, unpacked, compressed, buildMs, rebuildMs }, index) => {
    const above = sizes[index - 1];
    const saved = above ? [unpacked - above.unpacked, compressed - above.compressed] : [];
    const cells = [
      decision,
      megabytes(unpacked),
      megabytes(compressed),
      saved.length > 0 ? saved.map(change).join(" · ") : "",
      seconds(buildMs),
      seconds(rebuildMs),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return [
    "| Each row as the one above, and … | Unpacked | Compressed | Against the row above | First build | After a change of code |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}
