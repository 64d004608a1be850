import type { ContractCase } from "../case.ts";
import { DECK, IDS } from "../example.ts";
import { demand, demandPointer, demandProblem, demandStatus, jsonOf } from "../expect.ts";
import type { Target } from "../target.ts";

async function batch(target: Target, items: unknown[], of: string) {
  const answer = await target.request({ method: "POST", path: "/predict/batch", body: { items } });
  demandStatus(answer, 200, of);
  const body = jsonOf(answer, of);
  demand(Array.isArray(body.results), 'a list in "results"', body);
  return body as Record<string, unknown> & { results: Record<string, unknown>[] };
}

/** Batch prediction: slide 9. */
export const BATCH: readonly ContractCase[] = [
  {
    id: "batch-same-scores",
    title: "POST /predict/batch gives each item the score that /predict gives it",
    why: "Two code paths that drift apart are the classic training-serving skew.",
    async run(target) {
      const items = [IDS, DECK, { user_id: 1, movie_id: 1 }, { ...IDS, age: 60 }];
      const { results } = await batch(target, items, "four items");
      demand(results.length === items.length, "one result for each item", results);
      for (const [index, item] of items.entries()) {
        const answer = await target.request({ method: "POST", path: "/predict", body: item });
        const single = jsonOf(answer, `item ${index} alone`);
        demand(
          results[index]?.prediction === single.prediction && results[index]?.index === index,
          `result ${index} to have the prediction ${single.prediction} and "index": ${index}`,
          results[index],
        );
      }
    },
  },
  {
    id: "batch-item-errors",
    title: "A bad item costs only itself",
    why: "One bad record in a nightly file must not throw away the other 999.",
    async run(target) {
      const body = await batch(
        target,
        [IDS, { user_id: "x" }, 7, IDS],
        "two good and two bad items",
      );
      demand(body.succeeded === 2 && body.failed === 2, '"succeeded": 2 and "failed": 2', body);
      demand(typeof body.results[3]?.prediction === "number", "item 3 to be scored", body);
      const failure = body.results[1]?.error;
      demand(typeof failure === "object" && failure !== null, 'an "error" in result 1', body);
      demandPointer({ ...failure }, "/items/1/user_id", "a wrong user_id in item 1");
    },
  },
  {
    id: "batch-limits",
    title: "A batch has 1 to 1,000 items",
    why: "Without a limit one caller's batch is everybody's outage.",
    async run(target) {
      const path = "/predict/batch";
      const call = (items: unknown) => target.request({ method: "POST", path, body: { items } });
      const full = await batch(target, new Array(1000).fill(IDS), "1,000 items");
      demand(full.results.length === 1000, "1,000 results", full.results.length);
      demandProblem(await call([]), 422, "an empty batch");
      demandProblem(await call(new Array(1001).fill(IDS)), 422, "1,001 items");
      demandPointer(
        demandProblem(await call("x"), 422, "no list"),
        "/items",
        "items that is no list",
      );
    },
  },
];
