import type { ContractCase } from "../case.ts";
import { IDS } from "../example.ts";
import { demand, demandStatus, jsonOf } from "../expect.ts";
import type { Target } from "../target.ts";

async function get(target: Target, path: string) {
  const answer = await target.request({ method: "GET", path });
  demandStatus(answer, 200, `GET ${path}`);
  return answer;
}

/** Series of the API itself: the runtime's own come and go with its garbage collections and sockets. */
function series(exposition: string): number {
  return exposition.split("\n").filter((line) => /^(?!nodejs_|process_)\w/.test(line)).length;
}

const DURATION = "http_request_duration_seconds";

/** The value of a series of successful predictions; NaN where there is none. */
function ofPredictions(exposition: string, suffix: string, label = ""): number {
  const line = exposition
    .split("\n")
    .find(
      (each) =>
        each.startsWith(`${DURATION}_${suffix}{`) &&
        ['route="/predict"', 'status="200"', label].every((part) => each.includes(part)),
    );
  return Number(line?.split("} ")[1]?.split(" ")[0] ?? Number.NaN);
}

/** What a page loads: a link that people may follow (`<a>`) loads nothing. Linear in any text. */
const LOADED = /<(?!a\s)[a-z]+\s[^<>]*?\b(?:src|href)=["']?([^"'\s>]+)/gi;

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
      demand(
        typeof body.version === "string" && /^v\d+\.\d+\.\d+$/.test(body.version),
        'a "version"',
        body.version,
      );
      demand(Array.isArray(body.features) && body.features.length > 0, '"features"', body.features);
      demand(
        /"sha256":\s*"[0-9a-f]{64}"/.test(JSON.stringify(body.files ?? {})),
        'a "sha256" for each of its "files"',
        body.files ?? "none",
      );
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
      await target.request({ method: "POST", path: "/predict", body: IDS });
      const before = (await get(target, "/metrics")).text;
      demand(
        Number.isFinite(ofPredictions(before, "bucket", 'le="0.1"')),
        `${DURATION}_bucket with le="0.1", route="/predict", status="200"`,
        "none",
      );
      const start = performance.now();
      for (let sent = 0; sent < 7; sent += 1) {
        await target.request({ method: "POST", path: "/predict", body: IDS });
      }
      const elapsed = (performance.now() - start) / 1000;
      const after = (await get(target, "/metrics")).text;
      const growth = (suffix: string) =>
        ofPredictions(after, suffix) - ofPredictions(before, suffix);
      demand(growth("count") >= 7, "the count to grow by the 7 requests sent", growth("count"));
      demand(
        growth("sum") <= elapsed + 0.1,
        `${DURATION}_sum in seconds: to grow by the ${elapsed.toFixed(3)} s at most that the requests took`,
        growth("sum"),
      );
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
      await get(target, "/metrics");
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
      demand(
        typeof body.openapi === "string" && body.openapi.startsWith("3.1"),
        'an "openapi" version of 3.1',
        body.openapi,
      );
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
        const links = [...answer.text.matchAll(LOADED)].map(([, url]) => url ?? "");
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
