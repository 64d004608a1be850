/** One instruction of a Dockerfile. */
export interface Instruction {
  /** In capitals: "RUN". */
  readonly keyword: string;
  /** Its words, continued lines joined by one space. */
  readonly text: string;
  /** The line it begins at, from 1. */
  readonly line: number;
  /** The stage it belongs to: its name, else "stage-N" from 0; empty before the first FROM. */
  readonly stage: string;
  /** Its number among those of its stage that BuildKit counts, from 1; 0 where it does not. */
  readonly index: number;
}

const COUNTED = new Set(["FROM", "RUN", "COPY", "ADD", "WORKDIR"]);

/** Reads a Dockerfile's instructions, so that a message can name a line. */
export function instructionsOf(text: string): Instruction[] {
  const found: Instruction[] = [];
  let stages = -1;
  let stage = "";
  let counted = 0;
  for (const { words, line } of logicalLines(text)) {
    const [keyword = ""] = words.split(/\s/, 1);
    const name = keyword.toUpperCase();
    if (name === "FROM") {
      stages += 1;
      counted = 0;
      stage = (/\sAS\s+(\S+)\s*$/i.exec(words)?.[1] ?? `stage-${stages}`).toLowerCase();
    }
    const counts = COUNTED.has(name) && !/^FROM\s+(--\S+\s+)*scratch(\s|$)/i.test(words);
    if (counts) counted += 1;
    const index = counts ? counted : 0;
    found.push({ keyword: name, text: words, line, stage, index });
  }
  return found;
}

/** The instruction that BuildKit names such as "[build 3/7] RUN npm ci". */
export function instructionOf(
  vertex: string,
  instructions: readonly Instruction[],
): Instruction | undefined {
  const [, stage, index, keyword] = /^\[(?:(\S+) )?(\d+)\/\d+\] (\w+)/.exec(vertex) ?? [];
  return instructions.find(
    (each) =>
      each.index === Number(index) &&
      each.keyword === keyword &&
      (stage === undefined || each.stage === stage.toLowerCase()),
  );
}

function logicalLines(text: string): { words: string; line: number }[] {
  const continuation = /^#\s*escape\s*=\s*`/im.test(text.slice(0, 500)) ? "`" : "\\";
  const logical: { words: string; line: number }[] = [];
  let open: { words: string; line: number } | undefined;
  let heredoc: string | undefined;
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    if (heredoc !== undefined) {
      if (raw.trim() === heredoc) heredoc = undefined;
      continue;
    }
    const trimmed = raw.trim();
    if (trimmed.startsWith("#") || trimmed === "") continue;
    const continues = trimmed.endsWith(continuation);
    const words = continues ? trimmed.slice(0, -1).trim() : trimmed;
    open = open ? { words: `${open.words} ${words}`, line: open.line } : { words, line: at + 1 };
    if (continues) continue;
    heredoc = /^(?:RUN|COPY|ADD)\b.*<<-?["']?(\w+)/i.exec(open.words)?.[1];
    logical.push(open);
    open = undefined;
  }
  if (open) logical.push(open);
  return logical;
}
