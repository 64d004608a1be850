import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { Answer, Handler } from "../http/router.ts";

const require = createRequire(import.meta.url);
const SCRIPT = "text/javascript; charset=utf-8";

/** ReDoc shows its maker's logo from elsewhere where nothing forbids it. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; worker-src 'self' blob:";

const SWAGGER = page('<link rel="stylesheet" href="/docs/swagger-ui.css">', [
  "/docs/swagger-ui-bundle.js",
  "/docs/start.js",
]);
const SWAGGER_START =
  'SwaggerUIBundle({ url: "/openapi.json", dom_id: "#here", validatorUrl: null });\n';
const REDOC = page("", ["/redoc/redoc.standalone.js", "/redoc/start.js"]);
const REDOC_START = 'Redoc.init("/openapi.json", {}, document.getElementById("here"));\n';

/** Swagger UI and ReDoc, with all that they load from this process. */
export const DOCS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ["GET /docs", () => html(SWAGGER)],
  ["GET /docs/start.js", () => ({ type: SCRIPT, body: SWAGGER_START })],
  ["GET /docs/swagger-ui.css", bundle("swagger-ui-dist/swagger-ui.css", "text/css; charset=utf-8")],
  ["GET /docs/swagger-ui-bundle.js", bundle("swagger-ui-dist/swagger-ui-bundle.js", SCRIPT)],
  ["GET /redoc", () => html(REDOC)],
  ["GET /redoc/start.js", () => ({ type: SCRIPT, body: REDOC_START })],
  ["GET /redoc/redoc.standalone.js", bundle("redoc/bundles/redoc.standalone.js", SCRIPT)],
]);

function page(head: string, scripts: readonly string[]): string {
  const tags = scripts.map((script) => `<script src="${script}"></script>`).join("\n");
  return (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n' +
    `<meta http-equiv="content-security-policy" content="${POLICY}">\n` +
    `<link rel="icon" href="data:,">\n<title>Prediction API</title>\n${head}\n</head>\n` +
    `<body>\n<div id="here"></div>\n${tags}\n</body>\n</html>\n`
  );
}

function html(body: string): Answer {
  return { type: "text/html; charset=utf-8", body };
}

function bundle(file: string, type: string): Handler {
  let bytes: Promise<Buffer> | undefined;
  return async () => {
    bytes ??= readFile(require.resolve(file));
    return { type, body: await bytes };
  };
}
