import { NotRun } from "../../checks/undecided.ts";
import { BuildFailed } from "./build-failed.ts";
import type { BuildLog, Vertex } from "./build-log.ts";
import { type Instruction, instructionOf, instructionsOf } from "./dockerfile.ts";
import { missingDownload, missingImage } from "./missing-image.ts";
import { notTheSubmission } from "./not-the-submission.ts";
import { shorten } from "./shorten.ts";

const SHOWN = 20;

export interface FailedBuild {
  log: BuildLog;
  /** The Dockerfile's text, and its name for messages. */
  dockerfile: string;
  name: string;
  /** Its ignore file's name, for messages. */
  ignoreFile: string;
  /** Seconds after which it was ended. */
  lateAfter?: number;
  /** The disk because of which it was ended. */
  disk?: { readonly left: number; readonly taken: boolean };
}

/** What a build that ended badly means: BuildFailed, or NotRun where the submission cannot help it. */
export function explainBuild(failed: FailedBuild): BuildFailed | NotRun {
  const { log, dockerfile, name, lateAfter, disk } = failed;
  const instructions = instructionsOf(dockerfile);
  const at = (line: number | undefined) => (line === undefined ? name : `${name}:${line}`);
  if (lateAfter !== undefined || disk) {
    const left = `${((disk?.left ?? 0) / 1e9).toFixed(1)} GB`;
    if (disk && !disk.taken) {
      const cure = "Free some space: docker system df says what takes it, docker builder prune -f.";
      return new NotRun(`The disk of Docker's engine has ${left} left, too little to build`, cure);
    }
    const vertex = log.open();
    const line = vertex && instructionOf(vertex.name, instructions)?.line;
    const what = vertex ? commandOf(vertex) : "the build";
    const why = disk
      ? `was ended when it had left ${left} of the disk of Docker's engine`
      : `had not ended after ${lateAfter} s`;
    return new BuildFailed(`${at(line)}: ${what} ${why}`, line, tail(vertex));
  }
  const broken = log.vertices().find(({ error }) => error && !/context canceled/.test(error));
  const words = (broken?.error ?? log.words.trim().split("\n").at(-1) ?? "").replace(
    /^ERROR: (failed to build: )?(failed to solve: )?(rpc error: .*? desc = )?/,
    "",
  );
  const excuse = notTheSubmission([log.words, words, ...(broken?.output ?? [])].join("\n"));
  if (excuse) return excuse;
  const syntax = /parse error (?:on )?line (\d+): (.*)/.exec(words);
  if (syntax) {
    const line = Number(syntax[1]);
    return new BuildFailed(`${at(line)}: ${syntax[2]}`, line, around(dockerfile, line));
  }
  const found = broken && instructionOf(broken.name, instructions);
  return (
    missingSource(words, found, failed) ??
    missingDownload(broken, instructions, at) ??
    missingImage(words, instructions, at) ??
    failedRun(words, broken, found, at) ??
    new BuildFailed(`${at(found?.line)}: ${shorten(words)}`, found?.line, tail(broken))
  );
}

/** How engines say that a COPY finds nothing. */
const MISSING =
  /"([^"]+)": not found|"([^"]+)" not found|buildkit-mount\d+(\/\S+): no such file or directory/;

function missingSource(
  words: string,
  found: Instruction | undefined,
  { name, ignoreFile }: FailedBuild,
): BuildFailed | undefined {
  const path = MISSING.exec(words)
    ?.slice(1)
    .find((each) => each !== undefined);
  if (path === undefined || !found || !/^(COPY|ADD)$/.test(found.keyword)) return undefined;
  const from = /--from=(\S+)/.exec(found.text)?.[1];
  const where = from
    ? `is not in ${from}`
    : `is not in the build context: it does not exist, or ${ignoreFile} leaves it out`;
  const received = `${name}:${found.line}: ${found.keyword} of ${path}, which ${where}`;
  return new BuildFailed(received, found.line, [found.text]);
}

function failedRun(
  words: string,
  broken: Vertex | undefined,
  found: Instruction | undefined,
  at: (line?: number) => string,
): BuildFailed | undefined {
  const code = /exit code: (\d+)/.exec(words)?.[1];
  if (code === undefined || !broken) return undefined;
  const command = commandOf(broken);
  const killed = code === "137" ? " (killed, most likely out of memory)" : "";
  return new BuildFailed(
    `${at(found?.line)}: ${command} ended with exit code ${code}${killed}`,
    found?.line,
    tail(broken),
  );
}

function commandOf({ name }: Vertex): string {
  return shorten(name.replace(/^\[[^\]]*\] /, ""));
}

function tail(vertex: Vertex | undefined): string[] {
  return (vertex?.output ?? []).filter((line) => line !== "").slice(-SHOWN);
}

function around(text: string, line: number): string[] {
  const first = Math.max(0, line - 2);
  return text
    .split("\n")
    .slice(first, line + 1)
    .map((each, index) => `${first + index + 1}: ${each}`);
}
