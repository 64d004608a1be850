import { readFileSync } from "node:fs";
import path from "node:path";
import { EXERCISES, folderOf } from "../../../../../grader/src/course/exercises.ts";
import { type Block, blocksOf } from "./blocks.ts";

const [first] = EXERCISES;
if (!first) throw new Error("There is no exercise 1.");

/** Exercise 1, as the grader has it. */
export const EXERCISE = first;

/** The text of its lesson. */
export const LESSON = readFileSync(
  path.join(folderOf(EXERCISE, "exercises"), "README.md"),
  "utf8",
).replaceAll("\r\n", "\n");

/** The fenced blocks of its lesson. */
export const BLOCKS = blocksOf(LESSON);

/** The lines of a block, each a command or a signature. */
export function linesOf(block: Block): string[] {
  return block.text.trim().split("\n");
}

/** Whether a command asks the API by curl, so that the block behind it shows the answer. */
export function isCurl(command: string): boolean {
  return /^(?:\(printf .*\| )?curl /.test(command);
}
