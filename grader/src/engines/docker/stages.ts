import { type Instruction, instructionsOf } from "./dockerfile.ts";

/** One FROM of a Dockerfile, with what follows it. */
export interface Stage {
  /** In small letters: as instructions name it. */
  readonly name: string;
  /** The image or the stage that it begins with, variables filled in as far as the file has them. */
  readonly from: string;
  readonly line: number;
  /** The stage that it begins with, where that is none of the outside. */
  readonly parent?: Stage;
  /** Without its FROM. */
  readonly instructions: readonly Instruction[];
}

/** The stages of a Dockerfile, in its order. The bodies of heredocs are not read. */
export function stagesOf(text: string): Stage[] {
  const stages: (Stage & { instructions: Instruction[] })[] = [];
  const values = new Map<string, string>();
  for (const instruction of instructionsOf(text)) {
    const { keyword, text: words, stage: name, line } = instruction;
    if (keyword === "FROM") {
      const [, image = ""] = /^FROM\s+(?:--\S+\s+)*(\S+)/i.exec(words) ?? [];
      const from = filled(image, values);
      const parent = stages.find((each) => each.name === from.toLowerCase());
      stages.push({ name, from, line, instructions: [], ...(parent && { parent }) });
      continue;
    }
    const [, key, value] = /^ARG\s+(\w+)=(\S+)/i.exec(words) ?? [];
    if (key !== undefined && value !== undefined && !values.has(key)) {
      values.set(key, value.replace(/^["']|["']$/g, ""));
    }
    stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** A stage's instructions after those of the stages that it is built upon. */
export function lineage({ parent, instructions }: Stage): Instruction[] {
  return [...(parent ? lineage(parent) : []), ...instructions];
}

/** The image from outside that a stage goes back to, or "scratch". */
export function baseOf({ parent, from }: Stage): string {
  return parent ? baseOf(parent) : from;
}

/** Puts in what is known of variables. */
export function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:\{(\w+)[^}]*\}|(\w+))/g,
    (whole, braced?: string, bare?: string) => values.get(braced ?? bare ?? "") ?? whole,
  );
}
