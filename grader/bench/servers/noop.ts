import { readFileSync } from "node:fs";
import path from "node:path";
import {
  createHttpServer,
  listen,
  PredictResponse,
  predictInput,
  readConfig,
} from "@workshop/serving";
import { Metadata } from "@workshop/serving/model-loader";
import Fastify from "fastify";
import { z } from "zod";

/**
 * The bar: Fastify with the same request and response schemas, and a handler that does nothing.
 * It validates each body as the API does and serialises the same fields.
 */
const config = readConfig();
const version = process.env.BENCH_VERSION ?? "v1.1.0";
const file = path.join(config.MODEL_DIR, "releases", version, "metadata.json");
const input = predictInput(Metadata.parse(JSON.parse(readFileSync(file, "utf8"))));

const app = Fastify();
app.setValidatorCompiler(() => (data: unknown) => {
  const parsed = input.safeParse(data);
  return parsed.success ? { value: parsed.data } : { error: parsed.error };
});
const ANSWER = {
  request_id: "00000000-0000-0000-0000-000000000000",
  user_id: 259,
  movie_id: 298,
  prediction: 0.8512345678,
  prediction_class: 1,
  unknown_ids: [],
  model_version: version,
  inference_time_ms: 0.1234567,
  degraded: false,
};
app.post(
  "/predict",
  {
    schema: { body: {}, response: { 200: z.toJSONSchema(PredictResponse, { target: "draft-7" }) } },
  },
  async () => ANSWER,
);
app.get("/health/ready", async () => ({ status: "ok" }));
await app.ready();
const server = createHttpServer(app.routing, { requestTimeoutMs: config.REQUEST_TIMEOUT_MS });
await listen(server, config.PORT, config.HOST);
process.on("SIGTERM", () => process.exit(0));
