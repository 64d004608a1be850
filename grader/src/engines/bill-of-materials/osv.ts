import { z } from "zod";
import { type Advisory, type Affected, SEVERITIES } from "./advisory.ts";

const Event = z.union([
  z.object({ introduced: z.string() }),
  z.object({ fixed: z.string() }),
  z.object({ last_affected: z.string() }),
]);
type Event = z.infer<typeof Event>;

const Record = z.object({
  id: z.string(),
  summary: z.string(),
  affected: z.array(
    z.object({
      package: z.object({ ecosystem: z.string(), name: z.string() }),
      ranges: z.array(z.object({ events: z.array(Event) })),
    }),
  ),
  references: z.array(z.object({ url: z.url() })).min(1),
  database_specific: z.object({
    severity: z.string().toLowerCase().pipe(z.enum(SEVERITIES)),
  }),
});

/**
 * Reads a list of advisories as OSV has them: https://ossf.github.io/osv-schema/. Those of other
 * ecosystems than npm's are left out.
 * @throws z.ZodError where it is none
 */
export function readOsv(json: unknown): Advisory[] {
  return z
    .array(Record)
    .parse(json)
    .map(({ id, summary, affected, references, database_specific: { severity } }) => ({
      ...{ id, summary, severity },
      url: references[0]?.url ?? "",
      affected: affected
        .filter((each) => each.package.ecosystem === "npm")
        .flatMap(({ package: { name }, ranges }) =>
          ranges.flatMap(({ events }) => stretches(events).map((each) => ({ name, ...each }))),
        ),
    }));
}

/** Events come in the order of versions: one begins a stretch of bad ones, the next ends it. */
function stretches(events: readonly Event[]): Omit<Affected, "name">[] {
  const found: Omit<Affected, "name">[] = [];
  let from: string | undefined;
  for (const event of events) {
    if ("introduced" in event) {
      from = event.introduced === "0" ? ">=0.0.0-0" : `>=${event.introduced}`;
    } else if (from !== undefined) {
      if ("fixed" in event) found.push({ range: `${from} <${event.fixed}`, fixed: event.fixed });
      else found.push({ range: `${from} <=${event.last_affected}` });
      from = undefined;
    }
  }
  return from === undefined ? found : [...found, { range: from }];
}
