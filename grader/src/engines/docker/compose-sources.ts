import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseAllDocuments } from "yaml";
import { CheckFailure } from "../../checks/check-failure.ts";
import { isInside } from "./inside.ts";
import { type YamlPath, yamlLines } from "./yaml-line.ts";

/** A file that a compose file would have docker compose read. */
interface Source {
  readonly at: YamlPath;
  readonly key: "include" | "extends" | "env_file" | "label_file";
  /** Whose it is: "service api", or "the stack". */
  readonly of: string;
  /** As it is written there. */
  readonly file: string;
}

const PARTS = ["include", "extends"];

/**
 * What a compose file, and those that it takes in, would read from outside `root`: found before
 * docker compose reads anything. Each line names the place: "compose.yaml:3: …".
 * @throws CheckFailure for what is no YAML
 */
export async function outsideSources(file: string, root: string): Promise<string[]> {
  const seen = new Set<string>();
  const look = async (each: string): Promise<string[]> => {
    if (seen.has(each)) return [];
    seen.add(each);
    const text = await readFile(each, "utf8").catch(() => "");
    const name = path.relative(path.dirname(file), each);
    const lineOf = yamlLines(text);
    const found = await Promise.all(
      documentsIn(text, name)
        .flatMap(sourcesIn)
        .map(async ({ at, of, key, file: from }) => {
          const place = `${name}:${lineOf(at) ?? "?"}`;
          const why = reasonAgainst(from, path.dirname(each), root);
          if (why) return [`${place}: ${of} ${why} (${key})`];
          return PARTS.includes(key) ? look(path.resolve(path.dirname(each), from)) : [];
        }),
    );
    return found.flat();
  };
  return look(file);
}

function reasonAgainst(from: string, folder: string, root: string): string | undefined {
  // Docker compose would fill it in from .env, and then read whatever it names.
  if (from.includes("$")) return `takes the name of a file from a variable, ${from}`;
  if (/^[a-z][a-z+]*:|^git@|\.git(#|$)/i.test(from)) return `fetches ${from}`;
  return isInside(path.resolve(folder, from), root)
    ? undefined
    : `reads ${from}, which is outside the repository`;
}

/** Docker compose merges all documents of a file. */
function documentsIn(text: string, name: string): unknown[] {
  try {
    return [...parseAllDocuments(text, { merge: true })].map((document) => {
      const [error] = document.errors;
      if (error) throw error;
      return document.toJS();
    });
  } catch (error) {
    const [message = "", ...lines] = (error as Error).message.split("\n");
    throw new CheckFailure(`YAML in ${name}`, message.replace(/:$/, ""), { lines });
  }
}

function sourcesIn(document: unknown): Source[] {
  const { include, services } = asRecord(document);
  const found: Source[] = [];
  const add = (at: YamlPath, key: Source["key"], value: unknown, names: readonly string[]) => {
    const of = at[0] === "services" ? `service ${at[1]}` : "the stack";
    for (const [index, each] of (Array.isArray(value) ? value : [value]).entries()) {
      const place = Array.isArray(value) ? [...at, index] : at;
      const files =
        typeof each === "string" ? [each] : names.flatMap((name) => asRecord(each)[name]);
      for (const file of files)
        if (typeof file === "string") found.push({ at: place, of, key, file });
    }
  };
  add(["include"], "include", include, ["path", "env_file", "project_directory"]);
  for (const [name, service] of Object.entries(asRecord(services))) {
    const { extends: base, env_file, label_file } = asRecord(service);
    const at = ["services", name];
    if (typeof base === "object") add([...at, "extends"], "extends", base, ["file"]);
    add([...at, "env_file"], "env_file", env_file, ["path"]);
    add([...at, "label_file"], "label_file", label_file, []);
  }
  return found;
}

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
