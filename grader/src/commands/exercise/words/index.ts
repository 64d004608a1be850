import type { Word } from "../word.ts";
import { diff } from "./diff.ts";
import { hint } from "./hint.ts";
import { open } from "./open.ts";
import { report } from "./report.ts";
import { reset } from "./reset.ts";
import { solution } from "./solution.ts";
import { stop } from "./stop.ts";
import { watch } from "./watch.ts";

/** Every word that may follow `npm run exercise N`. */
export const WORDS: readonly Word[] = [watch, hint, diff, reset, solution, open, stop, report];
