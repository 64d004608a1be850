import { z } from "zod";
import { type Advisory, SEVERITIES } from "./advisory.ts";

const Via = z.object({
  name: z.string(),
  title: z.string(),
  url: z.url(),
  severity: z.enum(SEVERITIES),
  range: z.string(),
});

const Report = z.object({
  vulnerabilities: z.record(
    z.string(),
    // Packages that are only here because of another one have its name.
    z.object({ via: z.array(z.union([z.string(), Via])) }),
  ),
});

/**
 * Reads what `npm audit --json` prints, of npm 7 and later.
 * @throws z.ZodError where it is something else, such as npm's report of an error
 */
export function readNpmAudit(json: unknown): Advisory[] {
  const { vulnerabilities } = Report.parse(json);
  const found = new Map<string, Advisory>();
  for (const { via } of Object.values(vulnerabilities)) {
    for (const each of via) {
      if (typeof each === "string") continue;
      const { name, title, url, severity, range } = each;
      const id = url.slice(url.lastIndexOf("/") + 1);
      const known = found.get(id)?.affected ?? [];
      found.set(id, {
        ...{ id, url, severity },
        summary: title,
        affected: [...known, { name, range }],
      });
    }
  }
  return [...found.values()];
}
