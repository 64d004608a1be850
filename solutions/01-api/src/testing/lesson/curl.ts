import type { Call } from "@workshop/serving/http-contract";

const ORIGIN = "http://127.0.0.1:8000";
/** Quoted without expansions, or bare without anything that a shell would read. */
const WORD = /\s*(?:'([^']*)'|"([^"$`\\]*)"|([\w@%./:=?&,+-]+))(?=\s|$)/y;
const SLOW_BODY = /^\(printf '([^'%\\]*)'; sleep \d+; printf '([^'%\\]*)'\) \| (curl .*)$/;

/** The words of a shell command that a lesson may use: no variables, no pipes, no globs. */
export function shellWords(command: string): string[] {
  const words: string[] = [];
  WORD.lastIndex = 0;
  while (WORD.lastIndex < command.length) {
    const from = WORD.lastIndex;
    const found = WORD.exec(command);
    if (!found) throw new Error(`not understood: ${command.slice(from)}`);
    words.push(found[1] ?? found[2] ?? found[3] ?? "");
  }
  return words;
}

/** What a curl command of a lesson sends. Throws for anything but -i, -s, -X, -H, -d and -T -. */
export function parseCurl(command: string): Call {
  const [, first = "", second = "", piped] = SLOW_BODY.exec(command) ?? [];
  const [curl, ...words] = shellWords(piped ?? command);
  if (curl !== "curl") throw new Error(`not a curl command: ${command}`);
  const headers: Record<string, string> = {};
  let body: string | undefined;
  let method: string | undefined;
  let url: string | undefined;
  while (words.length > 0) {
    const word = words.shift() ?? "";
    if (word === "-i" || word === "-s") continue;
    const value = word.startsWith("-") ? (words.shift() ?? "") : "";
    const [, name = "", header = ""] = /^([\w-]+): (.+)$/.exec(value) ?? [];
    if (word === "-X") method = value;
    else if (word === "-d") body = value;
    else if (word === "-T" && value === "-" && piped) body = first + second;
    else if (word === "-H" && name) headers[name] = header;
    else if (url === undefined && word.startsWith(`${ORIGIN}/`)) url = word;
    else throw new Error(`not understood: ${word} in ${command}`);
  }
  if (url === undefined) throw new Error(`no address in ${command}`);
  return {
    method: method ?? (body === undefined ? "GET" : "POST"),
    path: url.slice(ORIGIN.length),
    headers,
    ...(body !== undefined && { body }),
  };
}
