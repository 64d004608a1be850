import { notReady, Problem } from "./http/problem.ts";
import { readJson } from "./http/read-json.ts";
import { type Handler, json } from "./http/router.ts";
import type { Stopping } from "./http/stop.ts";
import type { Loading } from "./model/loading.ts";
import type { Model } from "./model/read-model.ts";
import { DOCS } from "./operations/docs.ts";
import { METRICS_TYPE, type RequestMetrics } from "./operations/metrics.ts";
import { openApi } from "./operations/openapi.ts";
import { isDegraded, predict, predictBatch } from "./predict/predict.ts";

interface Parts {
  loading: Loading;
  metrics: RequestMetrics;
  /** Known once the server is there. */
  stopping: () => Stopping;
}

/** Every operation of the API. */
export function createRoutes({ loading, metrics, stopping }: Parts): Map<string, Handler> {
  const model = (): Model => {
    if (loading.model) return loading.model;
    throw notReady(loading.reason);
  };
  return new Map<string, Handler>([
    [
      "POST /predict",
      async (request, id) => json(await predict(model(), await readJson(request), id)),
    ],
    [
      "POST /predict/batch",
      async (request, id) => json(await predictBatch(model(), await readJson(request), id)),
    ],
    ["GET /health/live", () => json({ status: "ok" })],
    [
      "GET /health/ready",
      () => {
        if (stopping().begun) throw new Problem(503, "shutting-down", "This instance is stopping.");
        return json({ status: "ok", model_version: model().metadata.version });
      },
    ],
    ["GET /model", () => json(describe(model()))],
    ["GET /metrics", () => ({ type: METRICS_TYPE, body: metrics.text() })],
    ["GET /openapi.json", () => json(openApi(model().metadata))],
    ...DOCS,
  ]);
}

function describe(model: Model) {
  const { metadata, loadedAt } = model;
  return { ...metadata, loaded_at: loadedAt.toISOString(), degraded: isDegraded(model) };
}
