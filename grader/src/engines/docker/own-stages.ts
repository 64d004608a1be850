import { type Instruction, instructionsOf } from "./dockerfile.ts";

const FETCHES = /\b(npm|yarn|pnpm|corepack|apt|apt-get|apk|dnf|yum|pip3?|curl|wget|git)\b/;

/** A Dockerfile in which stages can be built anew by name, the costly ones left in the cache. */
export interface OwnStages {
  readonly text: string;
  /** Names of the stages to build anew; empty where every stage installs something. */
  readonly names: readonly string[];
}

/**
 * Gives each stage of a Dockerfile a name, which changes nothing else, and tells those that fetch
 * nothing from elsewhere: building them anew takes seconds.
 */
export function ownStages(text: string): OwnStages {
  const lines = text.split("\n");
  const names = new Map<string, boolean>();
  for (const instruction of instructionsOf(text)) {
    const { keyword, stage, line } = instruction;
    if (keyword === "FROM") {
      names.set(stage, true);
      const words = lines[line - 1] ?? "";
      const whole = /^\s*FROM\s+(--\S+\s+)*[^\s\\`]+\s*$/i.test(words);
      if (whole) lines[line - 1] = `${words.trimEnd()} AS ${stage}`;
      // What goes over several lines keeps what it has; without a name it stays in the cache.
      else if (!isNamed(instruction)) names.set(stage, false);
    } else if (keyword === "RUN" && FETCHES.test(instruction.text)) names.set(stage, false);
  }
  const own = [...names].flatMap(([name, fresh]) => (fresh ? [name] : []));
  return { text: lines.join("\n"), names: own };
}

function isNamed({ text }: Instruction): boolean {
  return /\sAS\s+\S+\s*$/i.test(text);
}
