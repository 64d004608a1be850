import type { Result } from "../../result/result.ts";
import { EXIT } from "./word.ts";

/** The exit code a result stands for. */
export function exitCodeOf({ checks, score, judged, maxScore }: Result): number {
  if (checks.some(({ verdict }) => verdict === "grader fault")) return EXIT.graderFault;
  if (score < judged) return EXIT.pointsLost;
  return judged < maxScore ? EXIT.notAllJudged : EXIT.allPoints;
}
