import { expect, it } from "vitest";
import { leftInWords } from "./left-words.ts";

it("counts in words", () => {
  expect(leftInWords({ containers: 2, networks: 1, volumes: 0, images: 1 })).toBe(
    "2 containers, 1 network, 0 volumes and 1 image",
  );
});
