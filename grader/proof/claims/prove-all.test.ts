import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import type { Claim, Found, Part } from "./claim.ts";
import { proveAll } from "./prove-all.ts";

const HOLDS: Found = { against: [] };
const claim = (name: string, ...parts: Part[]): Claim => ({ claim: name, parts });
const says = (found: Found, alone = false): Part => ({ alone, run: async () => found });

it("runs as many parts at once as it may, and nothing beside one that is alone", async () => {
  let running = 0;
  const most = { beside: 0, alone: 0 };
  const part = (alone: boolean): Part => ({
    alone,
    async run() {
      running += 1;
      const kind = alone ? "alone" : "beside";
      most[kind] = Math.max(most[kind], running);
      await sleep(5);
      running -= 1;
      return HOLDS;
    },
  });
  const claims = Array.from({ length: 6 }, (_, index) =>
    claim(`${index}`, part(false), part(true)),
  );
  const proofs = await proveAll(claims, { atOnce: 3 });
  expect(most).toEqual({ beside: 3, alone: 1 });
  expect(proofs.map((each) => each.claim).sort()).toEqual(["0", "1", "2", "3", "4", "5"]);
});

it("tries again alone what seemed broken beside others, and then it counts", async () => {
  const tried: string[] = [];
  const told: string[] = [];
  const broken = (name: string, times: number): Part => ({
    alone: false,
    async run() {
      tried.push(name);
      const against = tried.filter((each) => each === name).length > times ? [] : ["a failed"];
      return { against };
    },
  });
  const proofs = await proveAll(
    [
      claim("noisy", broken("noisy", 1)),
      claim("wrong", broken("wrong", 9)),
      claim("fine", says(HOLDS)),
    ],
    { atOnce: 2, onAgain: (name, against) => told.push(`${name}: ${against}`) },
  );
  expect(told).toEqual(["noisy: a failed", "wrong: a failed"]);
  expect(tried).toEqual(["noisy", "wrong", "noisy", "wrong"]);
  const found = Object.fromEntries(proofs.map((each) => [each.claim, each.against]));
  expect(found).toEqual({ noisy: [], wrong: ["a failed"], fine: [] });
});

it("holds a claim to all its parts", async () => {
  const told: string[] = [];
  const broken = claim("broken", says(HOLDS), says({ against: ["b failed"] }, true));
  const noisy = claim("noisy", says(HOLDS), says({ against: [], undecided: ["latency"] }, true));
  const proofs = await proveAll([broken, noisy], {
    atOnce: 1,
    onEnd: (proof) => told.push(proof.claim),
  });
  expect(told).toEqual(["broken", "noisy"]);
  expect(proofs[0]).toMatchObject({ against: ["b failed"] });
  expect(proofs[0]).not.toHaveProperty("notRun");
  expect(proofs[1]).toMatchObject({ against: [], notRun: "latency inconclusive" });
});

it("says once what is missing, and not where something speaks against the claim", async () => {
  const missing: Found = { against: [], missing: ["no Docker"] };
  const proofs = await proveAll(
    [
      claim("one", says(missing), says(missing, true)),
      claim("two", says({ ...missing, against: ["x"] })),
    ],
    { atOnce: 1 },
  );
  expect(proofs.find((each) => each.claim === "one")?.notRun).toBe("no Docker");
  expect(proofs.find((each) => each.claim === "two")).not.toHaveProperty("notRun");
});

it("passes on what the grader itself got wrong", async () => {
  const fault: Part = { alone: false, run: () => Promise.reject(new Error("fault")) };
  await expect(proveAll([claim("one", fault)], { atOnce: 2 })).rejects.toThrow("fault");
});
