import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { requireEngine } from "@workshop/serving/testing";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { chromiumPath } from "../engines/engine.ts";
import { htmlReport } from "./html.ts";
import { EXERCISE, sampleResult } from "./testing/sample.ts";

const HOSTILE =
  "</pre></script><script>document.title = 'taken'</script><img src=x onerror=alert(1)>";

describe("the page in a browser", () => {
  let folder = "";
  let url = "";
  let browser: Browser | undefined;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "workshop-report-"));
    const file = path.join(folder, "report.html");
    const result = sampleResult();
    for (const { evidence } of result.checks) if (evidence.received) evidence.received = HOSTILE;
    await writeFile(file, htmlReport(EXERCISE, result));
    url = pathToFileURL(file).href;
    const executablePath = chromiumPath();
    if (!executablePath) return;
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
  });
  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(context: TestContext, width: number) {
    requireEngine(context, "chromium", browser !== undefined);
    const page = await browser?.newPage({ viewport: { width, height: 800 } });
    if (!page) throw new Error("no page");
    const asked: string[] = [];
    const complaints: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(url);
    return { page, asked, complaints };
  }

  it("shows the score, asks for nothing, complains about nothing", async (context) => {
    const { page, asked, complaints } = await open(context, 1100);
    const score = page.getByRole("heading", { name: "50 of 70 points" });
    expect(await score.isVisible()).toBe(true);
    const size = await page.evaluate(
      "parseFloat(getComputedStyle(document.querySelector('.score .number')).fontSize)",
    );
    expect(size).toBeGreaterThan(48);
    expect(asked).toEqual([url]);
    expect(complaints).toEqual([]);
  });

  it("shows what the submission said and does none of it", async (context) => {
    const { page } = await open(context, 1100);
    expect(await page.getByText(HOSTILE).isVisible()).toBe(true);
    expect(await page.title()).toBe("Exercise 1, Build the prediction API: 50 of 70 points");
    expect(await page.locator("script, img, link, iframe").count()).toBe(0);
  });

  it("names its tables and plots to those who cannot see them", async (context) => {
    const { page } = await open(context, 1100);
    const table = page.getByRole("table", { name: "0 of 30 points in 3 checks" });
    expect(await table.getByRole("row").count()).toBe(4);
    expect(await page.getByRole("img", { name: /How the answers spread.*1\.4/ }).count()).toBe(1);
    expect(await page.getByRole("img", { name: /How slow the slow ones are.*33/ }).count()).toBe(1);
  });

  it("fits on a telephone", async (context) => {
    const { page } = await open(context, 360);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
  });

  it("is dark where the reader wants that, and light on paper", async (context) => {
    const { page } = await open(context, 1100);
    const lightness = () =>
      page.evaluate(
        "Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]) > 127 ? 'light' : 'dark'",
      );
    await page.emulateMedia({ colorScheme: "light" });
    expect(await lightness()).toBe("light");
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await lightness()).toBe("dark");
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    expect(await lightness()).toBe("light");
  });
});
