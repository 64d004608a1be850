import * as serving from "@workshop/serving";
import Fastify from "fastify";
import { afterAll, describe, expect, it } from "vitest";
import { FRAMEWORKS } from "./frameworks.ts";
import { type Block, proseOf } from "./testing/lesson/blocks.ts";
import { runCommand } from "./testing/lesson/commands.ts";
import { parseCurl, shellWords } from "./testing/lesson/curl.ts";
import { BLOCKS, isCurl, LESSON, linesOf } from "./testing/lesson/lesson.ts";
import { LessonServers } from "./testing/lesson/servers.ts";
import { expectAsShown } from "./testing/lesson/shown.ts";
import { testConfig } from "./testing/targets.ts";

const isAsked = (block: Block | undefined) => block?.language === "sh" && isCurl(block.text);
const LEAK = BLOCKS.find(({ text }) => text.startsWith('{"statusCode":500'));

it("shows one curl at a time, each with its answer, and no block that nothing looks at", () => {
  const strays = BLOCKS.filter((block, index) => {
    const answersNothing = !isAsked(BLOCKS[index - 1]);
    const unanswered = !/^(json|http|text)$/.test(BLOCKS[index + 1]?.language ?? "");
    switch (block.language) {
      case "sh":
        return linesOf(block).some(isCurl) && (linesOf(block).length > 1 || unanswered);
      case "json":
      case "http":
        return answersNothing;
      case "text":
        return answersNothing && block !== LEAK;
      default:
        return block.language !== "ts";
    }
  });
  expect(strays).toEqual([]);
  expect(BLOCKS.filter(isAsked).length).toBeGreaterThan(7);
});

it("names commands in its text that exist", () => {
  const spans = [...proseOf(LESSON).matchAll(/`(?:\$env:\w+ = "\w+"; )?(npm (?!start`)[^`]+)`/g)];
  expect(spans.length).toBeGreaterThan(8);
  for (const [, command = ""] of spans) runCommand(command, "");
});

describe("signatures of the core", () => {
  const core = new serving.Core(testConfig(), serving.createLogger("silent"));
  afterAll(() => core.close());

  it.each(BLOCKS.filter(({ language }) => language === "ts").flatMap(linesOf))("%s", (line) => {
    const [, name = "", parameters] = /^([\w.]+)(?:\((.*?)\))?(?::| \/\/)/.exec(line) ?? [];
    const found = name
      .split(".")
      .reduce<unknown>((of, key) => (of as Record<string, unknown>)[key], { ...serving, core });
    if (parameters === undefined) expect(found).toBeInstanceOf(Array);
    else expect(found).toHaveLength(parameters === "" ? 0 : parameters.split(", ").length);
  });
});

it("shows what Fastify tells a client where there is no error handler", async () => {
  const app = Fastify();
  app.get("/", () => {
    const message = "ENOENT: no such file or directory, open '/srv/api/features.json'";
    throw Object.assign(new Error(message), { code: "ENOENT" });
  });
  expect(`${(await app.inject("/")).payload}\n`).toBe(LEAK?.text);
});

describe.each(FRAMEWORKS)("the lesson's commands, with the solution on %s", (framework) => {
  const servers = new LessonServers(framework);
  afterAll(() => servers.close());

  for (const [index, block] of BLOCKS.entries()) {
    if (block.language !== "sh") continue;
    it.each(linesOf(block))(`line ${block.line}: %s`, async (command) => {
      const shown = BLOCKS[index + 1];
      if (isCurl(command) && shown) {
        expectAsShown(await servers.current.target.request(parseCurl(command)), shown);
      } else if (command.startsWith("npx autocannon ")) {
        const printed = await servers.fire(shellWords(command).slice(2));
        for (const column of ["97.5%", "99%"]) expect(printed).toContain(column);
        expect(printed).not.toMatch(/^0 2xx responses/m);
      } else {
        const start = runCommand(command, await servers.sandbox());
        if (start) await servers.start(start.environment);
      }
    });
  }
});
