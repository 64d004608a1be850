import { saveResult } from "../result/last-result.ts";
import type { Result } from "../result/result.ts";
import { afterRun } from "./progress.ts";
import { updateProgress } from "./progress-file.ts";

/**
 * Keeps a result as the last one, and what the learner reached by it. Where nothing can be written,
 * as in a read-only checkout, `say` is told and the verdicts stand all the same.
 */
export async function keepResult(
  result: Result,
  {
    last,
    learners,
    files,
  }: { last: boolean; learners: boolean; files?: ReadonlyMap<string, string> },
  say: (line: string) => void,
): Promise<void> {
  try {
    if (last) await saveResult(result, files);
    if (learners) await updateProgress((progress) => afterRun(progress, result), say);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    say(`The result was not kept in .workshop: ${code ?? message}.`);
  }
}
