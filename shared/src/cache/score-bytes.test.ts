import { expect, it } from "vitest";
import { decodeScores, encodeScores } from "./score-bytes.ts";

it("gives scores back under their own key only, and whole only", () => {
  const scores = Float64Array.of(0.1, 5e-324, 1);
  const bytes = encodeScores("a", scores);
  expect(decodeScores("a", bytes)).toEqual(scores);
  expect(decodeScores("b", bytes)).toBeUndefined();
  for (let length = 0; length < bytes.length; length += 1) {
    expect(decodeScores("a", bytes.subarray(0, length))).toBeUndefined();
  }
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    expect(decodeScores("a", flipped)).toBeUndefined();
  }
});
