import { Readable } from "node:stream";
import { expect, it } from "vitest";
import { needlesIn } from "./needles.ts";

it("finds texts however the bytes are cut", async () => {
  const text = "..secret..token..secret";
  for (const length of [1, 2, 3, 5, 7, 100]) {
    const chunks = text.match(new RegExp(`.{1,${length}}`, "g")) ?? [];
    const stream = Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
    const found = await needlesIn(stream, ["secret", "token", "key"]);
    expect(found.sort()).toEqual(["secret", "token"]);
  }
});
