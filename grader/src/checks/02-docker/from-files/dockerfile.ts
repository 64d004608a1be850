import { readFile } from "node:fs/promises";
import path from "node:path";
import { demand } from "@workshop/serving/http-contract";
import type { Instruction } from "../../../engines/docker/dockerfile.ts";
import { baseOf, lineage, stagesOf } from "../../../engines/docker/stages.ts";

/** What of a Dockerfile makes the image: its last stage, with those it is built upon. */
export interface Final {
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

/** @throws ContractFailure where there is no Dockerfile, or no stage in it */
export async function finalStage(folder: string): Promise<Final> {
  const text = await readFile(path.join(folder, "Dockerfile"), "utf8").catch(() => "");
  const last = stagesOf(text).at(-1);
  demand(last !== undefined, "a FROM in the Dockerfile", "none");
  return { base: baseOf(last), instructions: lineage(last) };
}

/** The last instruction of a kind, which is the one that counts. */
export function lastOf({ instructions }: Final, keyword: string): Instruction | undefined {
  return instructions.findLast((each) => each.keyword === keyword);
}

/** "Dockerfile:44: USER node" */
export function quoted({ line, text }: Instruction): string {
  return `Dockerfile:${line}: ${text.slice(0, 120)}`;
}

/** The words of an instruction in brackets; undefined for one that a shell reads. */
export function inBrackets(text: string): string[] | undefined {
  try {
    const words: unknown = JSON.parse(text);
    return Array.isArray(words) ? words.map(String) : undefined;
  } catch {
    return undefined;
  }
}
