import { type Row, table } from "./row.ts";

/** What the verdicts were reached on. */
export interface Circumstances {
  cpus: number;
  busy: number;
  node: string;
}

/** The page of results, of a run that may still be under way. */
export function page(rows: readonly Row[], { cpus, busy, node }: Circumstances): string {
  const sum = (of: (row: Row) => number) => rows.reduce((to, each) => to + of(each), 0);
  const done = sum(({ results }) => results.length);
  const planned = sum((row) => row.planned);
  return `# Latency verdicts under noise

Written by \`npm run grader:noise\` on ${cpus} CPUs with ${busy} busy loops, Node ${node}: ${done} of ${planned} planned verdicts.

${table(rows.filter(({ results }) => results.length > 0))}
`;
}
