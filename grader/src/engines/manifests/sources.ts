import { lstat, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { type Document, LineCounter, parseAllDocuments } from "yaml";

/** Bytes and files above which a folder is no set of manifests. */
const MOST_BYTES = 1_000_000;
const MOST_FILES = 500;

/** One YAML document as the learner wrote it. */
export interface Source {
  /** Relative to the submission's folder, with forward slashes. */
  readonly file: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
}

/** The YAML of a submission, and what stops it from being read, with file and line. */
export interface Sources {
  readonly documents: readonly Source[];
  readonly problems: readonly string[];
}

/** Reads every YAML file below a folder; what kustomize makes of them is another matter. */
export async function readSources(folder: string): Promise<Sources> {
  const documents: Source[] = [];
  const problems: string[] = [];
  for (const file of await yamlFiles(folder)) {
    const lines = new LineCounter();
    const text = await readFile(path.join(folder, file), "utf8");
    const parsed = parseAllDocuments(text, { lineCounter: lines });
    if (!Array.isArray(parsed)) continue;
    for (const document of parsed as Document.Parsed[]) {
      for (const { message, pos } of document.errors) {
        const [summary = ""] = message.split(/ at line |\n/);
        problems.push(`${file}:${lines.linePos(pos[0]).line}: ${summary}`);
      }
      const unreadable = document.errors.length > 0 ? undefined : whyUnreadable(document);
      if (unreadable) problems.push(`${file}: ${unreadable}`);
      else if (document.contents) documents.push({ file, document, lines });
    }
  }
  return { documents, problems };
}

/** Aliases of aliases can stand for more than fits into memory. */
function whyUnreadable(document: Document.Parsed): string | undefined {
  try {
    document.toJS();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

async function yamlFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true });
  const wanted = names
    .map((name) => name.replaceAll(path.sep, "/"))
    .filter((name) => /\.ya?ml$/.test(name) || path.posix.basename(name) === "Kustomization")
    .filter((name) => !/(^|\/)(node_modules|\.git)\//.test(name))
    .sort()
    .slice(0, MOST_FILES);
  const stats = await Promise.all(wanted.map((name) => lstat(path.join(folder, name))));
  return wanted.filter((_, index) => {
    const each = stats[index];
    return each?.isFile() === true && each.size <= MOST_BYTES;
  });
}
