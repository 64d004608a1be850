import path from "node:path";
import { EXERCISES, type Exercise, lessonLink } from "../course/exercises.ts";
import { ROOT } from "../course/root.ts";
import { resultFile } from "../result/last-result.ts";
import type { CheckResult, Result } from "../result/result.ts";
import type { Style } from "../terminal/style.ts";
import { hanging, labelled, wrap } from "../terminal/wrap.ts";
import { VERDICTS } from "../verdict/verdict.ts";

const INDENT = 12;
const OTHERS_SHOWN = 8;
const EVIDENCE_SHOWN = 6;

const WATCHING = "This grades again whenever you save; Ctrl-C ends it.";

/**
 * A result in words: the step being worked on first, its first failing check in full, the other
 * failures in a line each, then every step with its checks.
 */
export function consoleReport(
  exercise: Exercise,
  result: Result,
  style: Style,
  { verbose = false, watching = false } = {},
): string {
  const failed = result.checks.filter(({ verdict }) => verdict === "failed");
  const [first, ...others] = failed;
  const blocks = [
    heading(exercise, result, style),
    ...(first ? [inFull(exercise, first, style)] : []),
    ...(others.length > 0 && !verbose ? [oneLineEach(others, style)] : []),
    verbose ? everyCheck(exercise, result, style) : everyStep(exercise, result, style),
    open(result, style),
    watching ? [WATCHING] : closing(exercise, result),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function heading(exercise: Exercise, result: Result, style: Style): string[] {
  const { score, maxScore, judged, submission, durationMs } = result;
  const all = judged < maxScore ? ` (${maxScore} in all, ${judged} could be judged)` : "";
  return [
    style.strong(
      `Exercise ${exercise.number}, ${exercise.title}: ${score} of ${judged} points${all}`,
    ),
    style.faint(`${submission.folder}, graded in ${(durationMs / 1000).toFixed(1)} s`),
  ];
}

function inFull(exercise: Exercise, check: CheckResult, style: Style): string[] {
  const step = exercise.steps[check.step - 1];
  const { expected = "", received = "", lines = [] } = check.evidence;
  const why = exercise.checks.find(({ id }) => id === check.id)?.why ?? "";
  const width = style.width - 2;
  const tail = lines.slice(-EVIDENCE_SHOWN);
  const details = [
    ...labelled("expected", expected, width, INDENT),
    ...labelled("received", received, width, INDENT),
    ...tail.flatMap((line, index) =>
      labelled(index === 0 ? "evidence" : "", line.slice(0, 2 * width), width, INDENT),
    ),
    ...labelled("why", why, width, INDENT),
    ...labelled("lesson", lessonLink(exercise, check.step), width, INDENT),
    ...labelled("next", `npm run exercise ${exercise.number} hint`, width, INDENT),
  ];
  return [
    style.strong(`Step ${check.step}, ${step?.title}`),
    ...labelled(
      `${"failed".padEnd(INDENT)}`,
      `${check.title} (${check.id}, ${points(check.maxPoints)})`,
      style.width,
      INDENT,
    ).map((line, index) => (index === 0 ? line.replace(/^failed/, style.verdict("failed")) : line)),
    ...details.map((line) => `  ${line}`),
  ];
}

function oneLineEach(checks: readonly CheckResult[], style: Style): string[] {
  const lines = checks
    .slice(0, OTHERS_SHOWN)
    .map(({ id, title }) => cut(`${"failed".padEnd(INDENT)}${id}: ${title}`, style.width))
    .map((line) => line.replace(/^failed/, style.verdict("failed")));
  const more = checks.length - OTHERS_SHOWN;
  return more > 0 ? [...lines, `${" ".repeat(INDENT)}and ${more} more, see below`] : lines;
}

function cut(text: string, width: number): string {
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/** One paragraph for each step: points, and the checks by verdict. */
function everyStep(exercise: Exercise, result: Result, style: Style): string[] {
  const longest = Math.max(...exercise.steps.map(({ title }) => title.length));
  return exercise.steps.flatMap(({ number, title }) => {
    const checks = result.checks.filter((check) => check.step === number);
    if (checks.length === 0) return [];
    const label = `${number}  ${title.padEnd(longest)}  ${tally(checks)}  `;
    return paint(hanging(label + byVerdict(checks), style.width, 3), style);
  });
}

function tally(checks: readonly CheckResult[]): string {
  const sum = (of: (check: CheckResult) => number) => checks.reduce((to, each) => to + of(each), 0);
  const earned = sum(({ points }) => points);
  return `${String(earned).padStart(2)}/${String(sum(({ maxPoints }) => maxPoints)).padEnd(2)}`;
}

function byVerdict(checks: readonly CheckResult[]): string {
  return VERDICTS.flatMap((verdict) => {
    const ids = checks
      .filter((check) => check.verdict === verdict)
      .map(({ id, maxPoints }) => `${id} ${maxPoints}`);
    return ids.length > 0 ? [`${verdict}: ${ids.join(", ")}`] : [];
  }).join("; ");
}

function paint(lines: readonly string[], style: Style): string[] {
  const pattern = new RegExp(`\\b(${VERDICTS.join("|")})(?=:)`, "g");
  return lines.map((line) =>
    line.replace(pattern, (verdict) => style.verdict(verdict as CheckResult["verdict"])),
  );
}

function everyCheck(exercise: Exercise, result: Result, style: Style): string[] {
  return exercise.steps.flatMap(({ number, title }) => {
    const checks = result.checks.filter((check) => check.step === number);
    if (checks.length === 0) return [];
    return [
      style.strong(`Step ${number}, ${title} ${tally(checks).trim()}`),
      ...checks.flatMap((check) => verboseLines(check, style)),
    ];
  });
}

function verboseLines(check: CheckResult, style: Style): string[] {
  const { verdict, id, title, maxPoints, durationMs, evidence } = check;
  const word = style.verdict(verdict, verdict.padEnd(INDENT));
  const said = [
    evidence.expected && `expected ${evidence.expected}`,
    evidence.received && `received ${evidence.received}`,
    evidence.reason,
    ...(evidence.lines ?? []),
  ].filter((line) => line !== undefined && line !== "");
  return [
    `${word}${title} (${id}, ${points(maxPoints)}, ${Math.round(durationMs)} ms)`,
    ...said.flatMap((line) =>
      wrap(line ?? "", style.width - INDENT).map((each) => " ".repeat(INDENT) + each),
    ),
  ];
}

/** What has no verdict, each reason once, with what to do. */
function open(result: Result, style: Style): string[] {
  const checks = result.checks.filter(({ verdict }) =>
    ["not run", "inconclusive", "grader fault"].includes(verdict),
  );
  const groups = Map.groupBy(checks, ({ verdict, evidence: { reason, cure } }) =>
    JSON.stringify([verdict, reason?.split("\n")[0] ?? "", cure ?? ""]),
  );
  return [...groups].flatMap(([key, alike]) => {
    const [verdict, reason, cure] = JSON.parse(key) as [CheckResult["verdict"], string, string];
    const ids = alike.map(({ id }) => id).join(", ");
    const said = reason.endsWith(".") ? reason : `${reason}.`;
    const text = `${ids}: ${said}${cure ? ` ${cure}` : ""}`;
    return labelled(verdict, text, style.width, 14).map((line, index) =>
      index === 0 ? line.replace(verdict, style.verdict(verdict)) : line,
    );
  });
}

function closing(exercise: Exercise, result: Result): string[] {
  const { score, judged, maxScore } = result;
  const n = exercise.number;
  if (result.checks.some(({ verdict }) => verdict === "grader fault")) {
    const file = path.relative(ROOT, resultFile(exercise.slug));
    return [`The grader itself failed. Please open an issue and attach ${file}`];
  }
  if (result.checks.length < exercise.checks.length) {
    return [`Only some of the checks ran; npm run exercise ${n} runs all.`];
  }
  if (score === maxScore) {
    const next = EXERCISES.find(({ number }) => number === n + 1);
    if (!next) return ["Every point earned. That was the last exercise."];
    return next.checks.length > 0
      ? [`Every point earned. Next: npm run exercise ${next.number}`]
      : [`Every point earned. Exercise ${next.number} is in preparation.`];
  }
  if (score === judged) return ["Every point that can be judged here is earned."];
  return [`npm run exercise ${n} watch    grades again whenever you save`];
}

function points(count: number): string {
  return count === 1 ? "1 point" : `${count} points`;
}
