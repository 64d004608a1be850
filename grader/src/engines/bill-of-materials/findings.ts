import { compare, satisfies } from "semver";
import { type Advisory, type Affected, SEVERITIES, type Severity } from "./advisory.ts";
import type { Material } from "./material.ts";

/** A known hole in something that is in an image. */
export interface Finding {
  readonly material: Material;
  readonly advisory: Advisory;
  /** The lowest version without the hole that an update of it can be. */
  readonly fixed?: string;
}

/** The known holes of the packages of npm among these, the worst first. */
export function findings(
  materials: readonly Material[],
  advisories: readonly Advisory[],
): Finding[] {
  const found = materials.flatMap((material) =>
    material.kind === "npm" && !material.own ? holesOf(material, advisories) : [],
  );
  return found.sort(
    (one, other) =>
      weight(other) - weight(one) || one.material.path.localeCompare(other.material.path),
  );
}

/** Whether a hole is as bad as this, or worse. */
export function atLeast(severity: Severity, { advisory }: Finding): boolean {
  return SEVERITIES.indexOf(advisory.severity) >= SEVERITIES.indexOf(severity);
}

/** "qs 6.5.2 in /app/node_modules/qs: high, GHSA-…, fixed in 6.5.3: …" */
export function told({ material: { name, version, path }, advisory, fixed }: Finding): string {
  const { severity, id, summary, url } = advisory;
  const cure = fixed === undefined ? "no version is without it" : `fixed in ${fixed}`;
  const at = path.replace(/\/package\.json$/, "");
  return `${name} ${version} in /${at}: ${severity}, ${id}, ${cure}: ${summary} (${url})`;
}

function holesOf(material: Material, advisories: readonly Advisory[]): Finding[] {
  return advisories.flatMap((advisory): Finding[] => {
    const of = advisory.affected.filter(({ name }) => name === material.name);
    if (!of.some((affected) => isIn(material.version, affected))) return [];
    const fixed = of
      .flatMap((each) => each.fixed ?? [])
      .filter((version) => compare(version, material.version, true) > 0)
      .sort((one, other) => compare(one, other))
      .at(0);
    return [{ material, advisory, ...(fixed !== undefined && { fixed }) }];
  });
}

function isIn(version: string, { range }: Affected): boolean {
  return satisfies(version, range, { includePrerelease: true, loose: true });
}

function weight({ advisory }: Finding): number {
  return SEVERITIES.indexOf(advisory.severity);
}
