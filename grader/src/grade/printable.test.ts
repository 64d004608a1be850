import { describe, expect, it } from "vitest";
import { printable } from "./printable.ts";

describe("printable", () => {
  it("leaves words as they are", () => {
    const text = 'expected "prediction": 0.85 (± 0.1) für Zoë\n\t👩‍🔬';
    expect(printable(text)).toBe(text);
  });

  it("takes away what acts on a terminal", () => {
    const forged =
      "\u001b[2J\u001b[1;1H\u001b[32m100 of 100 points\u001b[0m\r\u009b2K\u0007\u202egnp\u0000";
    expect(printable(forged)).toBe("100 of 100 pointsgnp");
    expect(printable("\u001b]8;;http://elsewhere\u0007link\u001b]8;;\u0007")).toBe("link");
  });

  it("cuts what is very long", () => {
    expect(printable("x".repeat(100_000))).toHaveLength(4001);
  });
});
