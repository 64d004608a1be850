import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ApiError } from "../errors/index.ts";
import { Batcher, type BatcherObserver } from "./batcher.ts";
import type { Engine } from "./engine.ts";

/** Doubles the first of two columns; `milliseconds` a row, off the event loop as a native engine is. */
function engine(milliseconds = 0): Engine & { runs: number[] } {
  const runs: number[] = [];
  return {
    runs,
    name: "walker",
    features: 2,
    outputs: 1,
    async run(rows, count) {
      runs.push(count);
      const scores = Float64Array.from({ length: count }, (_, row) => (rows[row * 2] ?? 0) * 2);
      if (milliseconds > 0) await sleep(milliseconds * count);
      return scores;
    },
    async close() {},
  };
}

const row = (value: number) => Float64Array.of(value, 0);

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "scored",
    (error: unknown) => (error instanceof ApiError ? error.code : String(error)),
  );

describe("Batcher", () => {
  it("puts the rows of one turn into one run and gives each its own score", async () => {
    const fake = engine();
    const batcher = new Batcher(fake);
    const scored = await Promise.all([1, 2, 3].map((value) => batcher.submit(row(value), 1)));
    expect(scored.map(({ scores, offset }) => scores[offset])).toEqual([2, 4, 6]);
    expect(fake.runs).toEqual([3]);
  });

  it("does not make a crowd's first answers wait for its last request", async () => {
    const fake = engine();
    const batcher = new Batcher(fake);
    const scored = await Promise.all(
      Array.from({ length: 200 }, (_, value) => batcher.submit(row(value), 1)),
    );
    expect(scored.map(({ scores, offset }) => scores[offset])).toEqual(
      Array.from({ length: 200 }, (_, value) => value * 2),
    );
    expect(fake.runs[0]).toBe(64);
    expect(fake.runs.reduce((sum, rows) => sum + rows, 0)).toBe(200);
  });

  it("counts the rows of a dear model before it runs, however many come in one turn", async () => {
    const slow = engine();
    const dear: Engine = {
      ...slow,
      run(rows, count) {
        const end = performance.now() + count;
        while (performance.now() < end);
        return rows.slice(0, count);
      },
    };
    const batcher = new Batcher(dear, { maxQueueMs: 50 });
    await batcher.submit(row(0), 1);
    const codes = await Promise.all(
      Array.from({ length: 200 }, (_, index) => codeOf(batcher.submit(row(index), 1))),
    );
    expect(codes.filter((code) => code === "overloaded").length).toBeGreaterThan(100);
  });

  it("does not count the length of a turn as waiting for the model", async () => {
    const batcher = new Batcher(engine(), { maxQueueMs: 20 });
    const first = codeOf(batcher.submit(row(1), 1));
    const end = performance.now() + 60;
    while (performance.now() < end);
    expect(await codeOf(batcher.submit(row(2), 1))).toBe("scored");
    expect(await first).toBe("scored");
  });

  it("refuses rows once others have waited too long for a run that does not end", async () => {
    const stuck = Promise.withResolvers<Float64Array>();
    const fake = { ...engine(), run: () => stuck.promise };
    const batcher = new Batcher(fake, { maxQueueMs: 20 });
    const running = codeOf(batcher.submit(row(1), 1));
    await sleep(5);
    const waiting = codeOf(batcher.submit(row(2), 1));
    await sleep(60);
    const next = codeOf(batcher.submit(row(3), 1));
    await sleep(5);
    expect(await codeOf(batcher.submit(row(4), 1))).toBe("overloaded");
    stuck.resolve(Float64Array.of(2));
    expect(await Promise.all([running, waiting, next])).toEqual(["scored", "scored", "scored"]);
  });

  it("lets later turns gather while a run is under way", async () => {
    const fake = engine(5);
    const batcher = new Batcher(fake, { maxRunMs: 60_000, maxQueueMs: 60_000 });
    const first = batcher.submit(row(1), 1);
    while (fake.runs.length === 0) await sleep(0);
    const others = [2, 3].map((value) => batcher.submit(row(value), 1));
    await Promise.all([first, ...others]);
    expect(fake.runs).toEqual([1, 2]);
  });

  it("splits a submission that is larger than a run should be, and keeps its order", async () => {
    const fake = engine(2);
    const batcher = new Batcher(fake, { maxRunMs: 10 });
    await batcher.submit(row(0), 1);
    const rows = Float64Array.from({ length: 60 }, (_, index) => Math.floor(index / 2));
    const { scores, inferenceMs } = await batcher.submit(rows, 30);
    expect([...scores]).toEqual(Array.from({ length: 30 }, (_, index) => index * 2));
    // The first run, and more than one for the thirty; how many depends on how long a row seemed.
    expect(fake.runs.length).toBeGreaterThan(2);
    expect(inferenceMs).toBeGreaterThan(50);
  });

  it("refuses rows beyond the queue's length at once, with the seconds to wait", async () => {
    const batcher = new Batcher(engine(1), { maxQueueRows: 10 });
    const accepted = batcher.submit(new Float64Array(20), 10);
    const refused = batcher.submit(row(1), 1);
    await expect(refused).rejects.toMatchObject({ code: "overloaded", status: 503 });
    await expect(refused).rejects.toHaveProperty("headers.retry-after", "1");
    await accepted;
    expect(await codeOf(batcher.submit(row(1), 1))).toBe("scored");
  });

  it("refuses by expected waiting time once it knows what a row costs", async () => {
    const batcher = new Batcher(engine(5), { maxQueueMs: 20, maxRunMs: 5 });
    await batcher.submit(row(0), 1);
    const codes = await Promise.all(
      Array.from({ length: 40 }, (_, index) => codeOf(batcher.submit(row(index), 1))),
    );
    // One at least, even where the first row seemed dear.
    expect(codes).toContain("scored");
    expect(codes.filter((code) => code === "scored").length).toBeLessThanOrEqual(8);
    expect(codes.filter((code) => code === "overloaded").length).toBeGreaterThan(30);
  });

  it("does not spend a run on rows whose deadline has passed or whose client has gone", async () => {
    const fake = engine(5);
    const shed: string[] = [];
    const observer: BatcherObserver = { ran() {}, shed: (reason) => shed.push(reason) };
    const batcher = new Batcher(fake, {}, observer);
    const running = batcher.submit(row(1), 1);
    await sleep(1);
    const late = codeOf(batcher.submit(row(2), 1, { deadline: performance.now() }));
    const gone = codeOf(batcher.submit(row(3), 1, { signal: { aborted: true } }));
    await running;
    expect(await late).toBe("deadline-exceeded");
    expect(await gone).toBe("client-closed");
    expect(fake.runs).toEqual([1]);
    expect(shed).toEqual(["deadline", "cancelled"]);
  });

  it("passes an engine's failure to every row of the run and goes on afterwards", async () => {
    const fake = engine();
    const broken: Engine = {
      ...fake,
      run: (rows, count) => (count > 1 ? fail() : fake.run(rows, count)),
    };
    const fail = () => Promise.reject(new Error("engine broke"));
    const batcher = new Batcher(broken);
    const codes = await Promise.all([1, 2].map((value) => codeOf(batcher.submit(row(value), 1))));
    expect(codes).toEqual(["Error: engine broke", "Error: engine broke"]);
    expect(batcher.waitingRows).toBe(0);
    expect(await codeOf(batcher.submit(row(1), 1))).toBe("scored");
  });

  it("is not idle while somebody holds it", async () => {
    const fake = engine();
    const batcher = new Batcher(fake);
    const release = batcher.hold();
    let idle = false;
    const settled = batcher.idle().then(() => {
      idle = true;
    });
    await batcher.submit(row(1), 1);
    await sleep(5);
    expect(idle).toBe(false);
    release();
    await settled;
    expect(fake.runs).toEqual([1]);
  });

  it("is idle only when the last row is scored", async () => {
    const fake = engine(5);
    const batcher = new Batcher(fake);
    void batcher.submit(row(1), 1);
    expect(batcher.waitingRows).toBe(1);
    await batcher.idle();
    expect(batcher.waitingRows).toBe(0);
    expect(fake.runs).toEqual([1]);
  });
});
