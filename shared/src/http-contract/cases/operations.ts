import type { ContractCase } from "../case.ts";
import { IDS } from "../example.ts";
import { demand, demandStatus, jsonOf } from "../expect.ts";
import type { Target } from "../target.ts";

async function get(target: Target, path: string) {
  const answer = await target.request({ method: "GET", path });
  demandStatus(answer, 200, `GET ${path}`);
  return answer;
}

function series(exposition: string): number {
  return exposition.split("\n").filter((line) => line && !line.startsWith("#")).length;
}

/** What those who run the API need: probes, metrics, documents. */
export const OPERATIONS: readonly ContractCase[] = [
  {
    id: "health",
    title: "GET /health/live and GET /health/ready answer 200 in JSON",
    why: "An orchestrator asks two questions: restart it? send traffic to it?",
    async run(target) {
      for (const path of ["/health/live", "/health/ready"]) {
        const body = jsonOf(await get(target, path), `GET ${path}`);
        demand(body.status === "ok", `"status": "ok" from ${path}`, body);
      }
    },
  },
  {
    id: "model",
    title: "GET /model tells version, features and checksums",
    why: "During an incident the first question is what is running.",
    async run(target) {
      const body = jsonOf(await get(target, "/model"), "GET /model");
      demand(/^v\d+\.\d+\.\d+$/.test(String(body.version)), 'a "version"', body.version);
      demand(Array.isArray(body.features) && body.features.length > 0, '"features"', body.features);
      const predicted = jsonOf(
        await target.request({ method: "POST", path: "/predict", body: IDS }),
        "a prediction",
      );
      demand(
        predicted.model_version === body.version,
        "the version that answers predictions",
        body.version,
      );
    },
  },
  {
    id: "metrics-count",
    title: "GET /metrics counts every request, with a bucket at 100 ms",
    why: "An objective that no bucket edge meets cannot be alerted on.",
    async run(target) {
      const count = async () => {
        const { text } = await get(target, "/metrics");
        const found =
          /^http_request_duration_seconds_bucket\{(?=[^}]*le="0\.1")(?=[^}]*route="\/predict")(?=[^}]*status="200")[^}]*\} (\d+)$/m.exec(
            text,
          );
        return Number(found?.[1] ?? Number.NaN);
      };
      await target.request({ method: "POST", path: "/predict", body: IDS });
      const before = await count();
      demand(
        Number.isFinite(before),
        'http_request_duration_seconds_bucket with le="0.1", route="/predict", status="200"',
        "none",
      );
      for (let sent = 0; sent < 7; sent += 1) {
        await target.request({ method: "POST", path: "/predict", body: IDS });
      }
      const after = await count();
      demand(after - before >= 7, "the count to grow by the 7 requests sent", after - before);
    },
  },
  {
    id: "metrics-bounded",
    title: "Odd URLs and methods add no series",
    why: "Labels that callers can choose fill a Prometheus server until it falls over.",
    async run(target) {
      const odd = async (from: number) => {
        for (let index = from; index < from + 40; index += 1) {
          await target.request({ method: "GET", path: `/odd/${index}?q=${index}` });
          await target.request({ method: "POST", path: `/predict/${index}`, body: { index } });
        }
      };
      await odd(0);
      const before = series((await get(target, "/metrics")).text);
      await odd(1000);
      const after = series((await get(target, "/metrics")).text);
      demand(after === before, `${before} series still`, after);
    },
  },
  {
    id: "openapi",
    title: "GET /openapi.json describes the API as OpenAPI 3.1",
    why: "Clients, tests and the docs are made from it.",
    async run(target) {
      const body = jsonOf(await get(target, "/openapi.json"), "GET /openapi.json");
      demand(String(body.openapi).startsWith("3.1"), 'an "openapi" version of 3.1', body.openapi);
      const paths = Object.keys((body.paths ?? {}) as object);
      for (const path of [
        "/predict",
        "/predict/batch",
        "/health/live",
        "/health/ready",
        "/model",
      ]) {
        demand(paths.includes(path), `the path ${path}`, paths);
      }
    },
  },
  {
    id: "docs-offline",
    title: "GET /docs and GET /redoc load nothing from elsewhere",
    why: "Documentation that needs a CDN is gone in a closed network, and tells the CDN who reads it.",
    async run(target) {
      for (const path of ["/docs", "/redoc"]) {
        const answer = await get(target, path);
        const type = answer.headers["content-type"] ?? "none";
        demand(type.startsWith("text/html"), `HTML at ${path}`, type);
        const links = [...answer.text.matchAll(/\b(?:src|href)="([^"]+)"/g)].map(
          ([, url]) => url ?? "",
        );
        const outside = links.filter((url) => /^([a-z]+:)?\/\//i.test(url));
        demand(outside.length === 0, `no link to another host in ${path}`, outside);
        const scripts = links.filter((url) => url.endsWith(".js"));
        demand(scripts.length > 0, `a script in ${path}`, links);
        for (const script of scripts) {
          const { pathname } = new URL(script, `http://localhost${path}`);
          await get(target, pathname);
        }
      }
    },
  },
];
