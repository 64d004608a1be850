import { once } from "node:events";
import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { OutputTail } from "./output-tail.ts";

async function tailOf(...chunks: string[]): Promise<string[]> {
  const tail = new OutputTail();
  const stream = new PassThrough();
  tail.follow(stream);
  for (const chunk of chunks) stream.write(chunk);
  stream.end();
  await once(stream, "end");
  return tail.lines;
}

describe("OutputTail", () => {
  it("keeps lines, however they are cut into chunks, and the last one without its end", async () => {
    expect(await tailOf("\none\ntw", "o\n", "\nthr", "ee")).toEqual([
      "",
      "one",
      "two",
      "",
      "three",
    ]);
  });

  it("keeps the last 50 of many", async () => {
    const many = Array.from({ length: 500 }, (_, index) => String(index));
    expect(await tailOf(`${many.join("\n")}\n`)).toEqual(many.slice(-50));
    expect(await tailOf(...many.map((line) => `${line}\n`))).toEqual(many.slice(-50));
  });

  it("keeps 2,000 characters of a line without end", async () => {
    const [line = ""] = await tailOf("ab".repeat(5000), "c".repeat(100_000), "\n");
    expect(line).toBe("ab".repeat(1000));
  });
});
