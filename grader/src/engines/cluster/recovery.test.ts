import { expect, it } from "vitest";
import { recoveryAt } from "./recovery.ts";

/** A hundred waits in a second, of which one in twenty is `slow` and the others take a millisecond. */
function second(at: number, slow: number) {
  return Array.from({ length: 100 }, (_, index) => ({
    at: at + index / 100,
    ms: index % 20 === 0 ? slow : 1,
  }));
}

it("takes the worst p99 of before and the best of after, in windows from the moment on", () => {
  const slow = [20, 20, 900, 30, 300, 60, 60, 40, 40, 70];
  const waits = slow.flatMap((ms, at) => second(at, ms));
  expect(recoveryAt(5, waits)).toEqual({ worst: 900, best: 40 });
  expect(recoveryAt(6, waits)).toEqual({ worst: 900, best: 60 });
});

it("counts no window with a handful of requests", () => {
  const few = Array.from({ length: 50 }, (_, index) => ({ at: index / 50, ms: 5000 }));
  expect(recoveryAt(2, [...few, ...second(2, 10)])).toEqual({ worst: undefined, best: 10 });
});
