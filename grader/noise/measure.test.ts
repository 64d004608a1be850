import { expect, it } from "vitest";
import { measure } from "./measure.ts";

it("shows each verdict as soon as it is reached, those before an interruption included", async () => {
  const seen: string[] = [];
  const run = measure({
    counts: { fastify: 2, express: 0, blocking: 5 },
    async attempt(subject, index) {
      if (subject === "blocking" && index === 1) throw new Error("interrupted");
      return { verdict: "pass", seconds: 1, reason: "" };
    },
    async onVerdict({ rows }) {
      seen.push(rows.map(({ results, planned }) => `${results.length}/${planned}`).join(" "));
    },
  });
  await expect(run).rejects.toThrow("interrupted");
  expect(seen).toEqual(["1/2 0/0 0/5", "2/2 0/0 0/5", "2/2 0/0 1/5"]);
});
