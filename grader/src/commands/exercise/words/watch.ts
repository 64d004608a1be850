import process from "node:process";
import { folderOf } from "../../../course/exercises.ts";
import { AppliedRounds } from "../../../watch/applied-rounds.ts";
import { learnersGrading } from "../../../watch/grading.ts";
import { onKeys } from "../../../watch/keys.ts";
import type { Rounds } from "../../../watch/rounds.ts";
import { onSaved } from "../../../watch/saved.ts";
import { Watcher } from "../../../watch/watcher.ts";
import { WholeRounds } from "../../../watch/whole-rounds.ts";
import { type Call, EXIT, type Word } from "../word.ts";
import { diff } from "./diff.ts";
import { hint } from "./hint.ts";

const KEYS = "h hint · a all, under load too · d diff · q quit";

export const watch: Word = {
  name: "watch",
  usage: "",
  summary: "grade again whenever you save: the failing check first, then the rest",
  example: "npm run exercise 1 watch",
  most: 0,
  async run(call) {
    const { exercise, signal } = call;
    const watcher = new Watcher(call, roundsOf(call));
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => end(), { once: true });
    const stopWatching = onSaved(folderOf(exercise, "exercises"), () => void watcher.saved());
    const stopKeys = onKeys({
      h: () => void hint.run(call).catch((error: unknown) => call.err(`${error}\n`)),
      d: () => void diff.run(call).catch((error: unknown) => call.err(`${error}\n`)),
      a: () => void watcher.all(),
      q: end,
    });
    if (process.stdin.isTTY) call.out(`${KEYS}\n\n`);
    try {
      void watcher.begin();
      await ended;
    } finally {
      stopKeys();
      stopWatching();
      await watcher.close();
    }
    return EXIT.allPoints;
  },
};

function roundsOf(call: Call): Rounds {
  const { exercise } = call;
  const { applied } = exercise;
  const grading = learnersGrading(call);
  if (!applied) return new WholeRounds(call, grading);
  const folder = folderOf(exercise, "exercises");
  return new AppliedRounds(call, grading, () => applied(folder));
}
