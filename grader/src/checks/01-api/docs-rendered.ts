import { demand } from "@workshop/serving/http-contract";
import type { Page, Request } from "playwright-core";
import { chromiumPath } from "../../engines/engine.ts";
import type { Check } from "../check.ts";

const PAGES = [
  ["/docs", ".opblock"],
  ["/redoc", "[data-section-id]"],
] as const;

const load = () => import("playwright-core");

export const docsRendered: Check = {
  id: "docs-rendered",
  title: "A browser shows the operations at /docs and /redoc, and asks no other host",
  step: 5,
  points: 2,
  why: "A page that answers 200 and stays blank is found out by the first customer.",
  hints: [
    "Open /docs in your browser with its console open: which file is missing or refused?",
    "The pages load scripts, styles and /openapi.json from this API, under the paths in core.docs.",
    "for (const asset of core.docs) serve asset.path with asset.contentType, asset.headers and await asset.body().",
  ],
  after: ["openapi", "docs-offline"],
  seconds: 4,
  needs: ["chromium"],
  load,
  deadlineMs: 90_000,
  mutants: [
    {
      title: "serves the scripts as plain text, which nosniff forbids to run",
      edits: {
        "src/app.ts": [
          {
            find: "        .type(asset.contentType)",
            replace:
              '        .type(asset.path.endsWith("start.js") ? "text/plain" : asset.contentType)',
          },
        ],
      },
    },
  ],
  async run({ api, signal }) {
    const { chromium } = await load();
    const browser = await chromium.launch({
      executablePath: chromiumPath() ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
    signal.addEventListener("abort", () => void browser.close(), { once: true });
    try {
      const tabs = await browser.newContext();
      await Promise.all(
        PAGES.map(async ([path, operation]) => {
          await showsOperations(await tabs.newPage(), api.url, path, operation);
        }),
      );
    } finally {
      await browser.close();
    }
    return undefined;
  },
};

async function showsOperations(
  page: Page,
  url: string,
  path: string,
  operation: string,
): Promise<void> {
  const asked = new Set<Request>();
  page.on("request", (request) => asked.add(request));
  await page.goto(url + path).catch(({ message }: Error) => {
    demand(false, `${path} to load in a browser`, message);
  });
  const first = page.locator(operation).first();
  const shown = await first.waitFor({ timeout: 15_000 }).then(
    () => true,
    () => false,
  );
  if (!shown) {
    const text = await page
      .locator("body")
      .innerText({ timeout: 1000 })
      .catch(() => "");
    demand(false, `the operations of the API at ${path}`, text || "a blank page");
  }
  // What the page's own content security policy forbids never leaves the browser.
  const sent = [...asked].filter((request) => request.failure()?.errorText !== "csp");
  const origins = new Set(sent.map((request) => new URL(request.url()).origin));
  const others = [...origins].filter((origin) => origin !== url && origin !== "null");
  demand(others.length === 0, `no request to another host from ${path}`, others);
}
