import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Advisory } from "./advisory.ts";
import { readOsv } from "./osv.ts";

const FILE = path.join(import.meta.dirname, "advisories.json");

/** The advisories that the grader brings, so that a verdict needs no network and is the same tomorrow. */
export async function knownAdvisories(): Promise<Advisory[]> {
  return readOsv(JSON.parse(await readFile(FILE, "utf8")));
}
