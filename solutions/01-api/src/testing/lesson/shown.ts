import type { Answer } from "@workshop/serving/http-contract";
import { expect } from "vitest";
import type { Block } from "./blocks.ts";

/**
 * Fails unless the answer is as the lesson shows it. `…` stands for one character or more, and on a
 * line of its own for any lines; spaces between the tokens of JSON do not count.
 */
export function expectAsShown(answer: Answer, { language, text }: Block): void {
  if (language === "http") {
    expectHttp(answer, text);
    return;
  }
  expect(answer.status, answer.text).toBe(200);
  if (language === "json") expectJson(answer.text, text);
  else expect(answer.text).toMatch(lines(text));
}

function expectHttp(answer: Answer, text: string): void {
  const [head = "", body = ""] = text.split(/\n\n([\s\S]*)/);
  const [first = "", ...headers] = head.split("\n");
  const status = /^HTTP\/1\.1 (\d{3}) [A-Z][A-Za-z ]+$/.exec(first)?.[1];
  expect(`${answer.status}`, answer.text).toBe(status);
  for (const line of headers.filter((each) => each !== "…")) {
    const [, name = "", value = ""] = /^([a-z-]+): (.+)$/.exec(line) ?? [];
    expect(name, line).not.toBe("");
    expect(answer.headers[name] ?? "", line).toMatch(whole(value));
  }
  expectJson(answer.text, body);
}

function expectJson(actual: string, shown: string): void {
  expect(compact(actual)).toMatch(whole(compact(shown)));
}

/** JSON without the spaces between its tokens. */
function compact(json: string): string {
  return json.replaceAll(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
}

function whole(shown: string): RegExp {
  return new RegExp(`^${pattern(shown, "[^]+?")}$`);
}

function lines(shown: string): RegExp {
  const each = shown.trimEnd().split("\n");
  const patterns = each.map((line) => (line === "…" ? "(?:.*\n)*?" : `${pattern(line, ".+?")}\n`));
  return new RegExp(`^${patterns.join("")}$`);
}

/** A regular expression for the text as it stands, but for `…`. */
function pattern(shown: string, wildcard: string): string {
  const literally = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&");
  return shown.split("…").map(literally).join(wildcard);
}
