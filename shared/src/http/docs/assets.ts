import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { errorsPage, redocPage, swaggerPage } from "./pages.ts";

const require = createRequire(import.meta.url);

/** A static page or bundle, read on first use. */
export interface Asset {
  path: string;
  contentType: string;
  /** Headers that keep the page from loading anything but this API's own files. */
  headers: Record<string, string>;
  body(): Promise<Buffer>;
}

const SCRIPT = "text/javascript; charset=utf-8";
const STYLE = "text/css; charset=utf-8";
const HTML = "text/html; charset=utf-8";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; frame-ancestors 'none'";

/** ReDoc shows its maker's logo from a CDN; a page that loads nothing from elsewhere does without. */
const REMOTE_LOGO = "https://cdn.redoc.ly/redoc/logo-mini.svg";

function bundle(path: string, contentType: string, file: string): Asset {
  let content: Promise<Buffer> | undefined;
  return {
    path,
    contentType,
    headers: { "cache-control": "public, max-age=3600", "x-content-type-options": "nosniff" },
    body() {
      content ??= readFile(require.resolve(file), "utf8").then((text) =>
        Buffer.from(text.replaceAll(REMOTE_LOGO, "data:,")),
      );
      return content;
    },
  };
}

function page(path: string, contentType: string, text: string): Asset {
  const body = Buffer.from(text);
  return {
    path,
    contentType,
    headers: { "content-security-policy": POLICY, "x-content-type-options": "nosniff" },
    body: async () => body,
  };
}

/** Swagger UI at /docs, ReDoc at /redoc, the error catalogue at /errors: all from this process, none from a CDN. */
export const DOCS: readonly Asset[] = [
  page("/docs", HTML, swaggerPage.html),
  page("/docs/start.js", SCRIPT, swaggerPage.script),
  bundle("/docs/swagger-ui.css", STYLE, "swagger-ui-dist/swagger-ui.css"),
  bundle("/docs/swagger-ui-bundle.js", SCRIPT, "swagger-ui-dist/swagger-ui-bundle.js"),
  page("/redoc", HTML, redocPage.html),
  page("/redoc/start.js", SCRIPT, redocPage.script),
  bundle("/redoc/redoc.standalone.js", SCRIPT, "redoc/bundles/redoc.standalone.js"),
  page("/errors", HTML, errorsPage()),
];
