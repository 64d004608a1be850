import { Core, createLogger, readConfig } from "@workshop/serving";
import supertest from "supertest";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createListener } from "./app.ts";

// Your own quick tests: npm test --workspace @workshop/exercise-01-api
const core = new Core(readConfig({}), createLogger("silent"));
let api: ReturnType<typeof supertest>;

beforeAll(async () => {
  await core.start();
  api = supertest(await createListener(core));
});
afterAll(() => core.close());

it("is alive", async () => {
  await api.get("/health/live").expect(200, { status: "ok" });
});

it("answers for ids alone", async () => {
  const { status, body } = await api.post("/predict").send({ user_id: 259, movie_id: 298 });
  expect(status, JSON.stringify(body)).toBe(200);
  expect(body.prediction).toBeGreaterThan(0.5);
});
