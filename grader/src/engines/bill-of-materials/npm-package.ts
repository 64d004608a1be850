import { z } from "zod";
import type { Material } from "./material.ts";

const MANIFEST = /(^|\/)package\.json$/;
/** The package.json of a package itself, not of a folder within it. */
const OF_PACKAGE = /(^|\/)node_modules\/(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/;
const OF_BASE = /^usr\/(local\/)?(lib|share)\/node(_modules|js)\//;

const Licence = z.union([z.string(), z.object({ type: z.string() })]);
const Manifest = z.object({
  name: z.string().min(1),
  version: z.string().min(1),
  license: Licence.optional().catch(undefined),
  licenses: z.array(Licence).optional().catch(undefined),
});

export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}

/** The package that a package.json is of: none where it says no name and version. */
export function npmPackage(path: string, text: string): Material[] {
  const below = /(^|\/)node_modules\//.test(path);
  if (below && !OF_PACKAGE.test(path)) return [];
  const { success, data } = Manifest.safeParse(parsed(text));
  if (!success) return [];
  const { name, version, license, licenses = [] } = data;
  const licence = (license === undefined ? licenses : [license])
    .map((each) => (typeof each === "string" ? each : each.type))
    .join(" OR ");
  return [
    {
      kind: "npm",
      ...{ name, version, path },
      ...(licence !== "" && { licence }),
      ...(OF_BASE.test(path) && { ofBase: true }),
      ...(!below && { own: true }),
    },
  ];
}

/** A package's tests may hold files that are no JSON on purpose. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
