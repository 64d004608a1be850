import { existsSync } from "node:fs";
import { requireEngine } from "@workshop/serving/testing";
import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { onNetwork, type Running } from "./testing/targets.ts";

const EXECUTABLE = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (file) => file && existsSync(file),
);

describe("the documentation in a browser without internet", () => {
  let running: (Running & { url: string }) | undefined;
  beforeAll(async () => {
    running = await onNetwork("fastify");
  });
  afterAll(() => running?.close());

  it.for([
    ["/docs", "Score one row", ".opblock-summary"],
    ["/redoc", "Score one row", "[data-section-id]"],
  ] as const)(
    "%s renders the operations and asks no other host",
    async ([path, text, selector], context) => {
      requireEngine(context, "chromium", EXECUTABLE !== undefined);
      const browser = await chromium.launch({
        executablePath: EXECUTABLE ?? "",
        args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
      });
      try {
        const page = await browser.newPage();
        const asked = new Set<string>();
        const complaints: string[] = [];
        page.on("request", (request) => asked.add(new URL(request.url()).origin));
        page.on("pageerror", (error) => complaints.push(error.message));
        await page.goto(`${running?.url}${path}`);
        await page.locator(selector).first().waitFor({ timeout: 20_000 });
        expect(await page.locator("body").innerText()).toContain(text);
        asked.delete("null");
        expect([...asked]).toEqual([running?.url]);
        expect(complaints).toEqual([]);
      } finally {
        await browser.close();
      }
    },
  );
});
