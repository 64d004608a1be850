import { runGrade } from "../run-grade.ts";
import type { Word } from "../word.ts";

export const solution: Word = {
  name: "solution",
  usage: "",
  summary:
    "grade the supplied solution: what full marks look like, and that this machine can give them",
  example: "npm run exercise 1 solution",
  most: 0,
  run: (call) => runGrade(call, "solutions"),
};
