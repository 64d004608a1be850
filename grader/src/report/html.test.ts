import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { resultFile } from "../result/last-result.ts";
import { Result } from "../result/result.ts";
import { htmlReport } from "./html.ts";
import { EXERCISE, sampleResult } from "./testing/sample.ts";

const page = htmlReport(EXERCISE, sampleResult());

const count = (pattern: RegExp, text = page) => [...text.matchAll(pattern)].length;

/** What a reader sees of a part of the page, in one line. */
function words(pattern: RegExp, text = page): string {
  const [part = ""] = text.match(pattern) ?? [];
  return part
    .replace(/<[^>]*>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&#39;", "'")
    .replace(/\s+/g, " ")
    .trim();
}

describe("htmlReport", () => {
  it("is made from a result as it is kept", () => {
    expect(Result.parse(JSON.parse(JSON.stringify(sampleResult())))).toEqual(sampleResult());
  });

  it("says at the top what was earned, by whom, where and when", () => {
    expect(words(/<h1>.*<\/h1>/)).toBe("Build the prediction API");
    expect(words(/<h2 id="score".*<\/h2>/)).toBe("50 of 70 points");
    expect(page).toContain("100 in all, 70 could be judged.");
    expect(words(/<ul class="tally">.*?<\/ul>/s)).toBe(
      "✓ passed 2 checks, 50 points ✗ failed 1 check, 10 points – skipped 1 check, 10 points " +
        "○ not run 1 check, 10 points ≈ inconclusive 1 check, 10 points ! grader fault 1 check, 10 points",
    );
    const facts = words(/<dl class="facts">.*?<\/dl>/s);
    for (const fact of [
      "exercises/01-api",
      "0".repeat(64),
      "c".repeat(40),
      "2 January 2026 at 03:04 UTC",
      "1 min 5 s",
      "1234567",
      "2 × Some CPU, 8 GB of memory, linux x64 6.1, Node 24.0.0",
    ]) {
      expect(facts).toContain(fact);
    }
  });

  it("shows a bar by steps, each as wide as its points and leading to its checks", () => {
    const bar = page.match(/<ol class="steps">.*<\/ol>/s)?.[0] ?? "";
    expect(words(/.*/s, bar)).toBe(
      "1 Health 20/20 2 Prediction 0/20 3 Documents 0/30 4 Speed 30/30",
    );
    const widths = [...bar.matchAll(/--points: (\d+)/g)].map(([, points]) => Number(points));
    expect(widths).toEqual([20, 20, 30, 30]);
    for (const [, id] of bar.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${id}"`);
  });

  it("lists every check of a step with verdict, points and time", () => {
    expect(words(/<section class="step" aria-labelledby="step-3">.*?<\/table>/s)).toBe(
      "Step 3: Documents 0 of 30 points in 3 checks Verdict Check Points Time " +
        "○ not run A browser shows its documents docs no Chromium 0/10 – " +
        "≈ inconclusive It refuses what is too much limits The client got too little CPU 0/10 123 ms " +
        "! grader fault It counts metrics 0/10 123 ms",
    );
  });

  it("shows a failure in full, with a link to the lesson from where the page stands", () => {
    expect(words(/<article.*<\/article>/s)).toBe(
      "Failed: It answers for ids & names ids, 10 points lost expected status 200 received status 500 " +
        "evidence POST /predict Error: no user_id why Without ids nobody can use it. " +
        "lesson exercises/01-api/README.md#step-2-prediction next npm run exercise 1 hint",
    );
    const [, link = ""] = page.match(/href="([^"]*README\.md)#/) ?? [];
    expect(existsSync(path.resolve(path.dirname(resultFile("api")), link))).toBe(true);
  });

  it("says of what could not be judged why, and what to do", () => {
    expect(words(/<ul class="undecided">.*?<\/section>/s)).toBe(
      "○ not run A browser shows its documents docs because no Chromium cure Install Chromium. " +
        "≈ inconclusive It refuses what is too much limits because The client got too little CPU " +
        "cure Grade again when the machine is less busy. " +
        "! grader fault It counts metrics because TypeError: fetch failed at run " +
        "cure Not the submission's fault. Grade again; if it stays, report it with this page.",
    );
  });

  it("says so where only some checks ran, and where nothing failed", () => {
    const [first] = sampleResult().checks;
    const part = { ...sampleResult(), checks: first ? [first] : [], output: [] };
    const text = htmlReport(EXERCISE, part);
    expect(words(/<section class="summary".*?<\/section>/s, text)).toContain(
      "Only 1 of the 7 checks ran",
    );
    for (const id of ["undecided", "latencies", "output"]) expect(text).not.toContain(`id="${id}"`);
    expect(text).not.toContain("<article");
  });

  it("gives every table a caption and headers, every drawing a description, every id once", () => {
    expect(count(/<table/g)).toBe(5);
    expect(count(/<caption>/g)).toBe(5);
    expect(count(/<th(?=[ >])(?! scope="(col|row)")/g)).toBe(0);
    expect(count(/<svg/g)).toBe(2);
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of page.matchAll(/(?:aria-labelledby|href)="#?([\w-]+)"/g)) {
      expect(ids).toContain(id);
    }
  });

  it("loads nothing and runs nothing", () => {
    expect(page).toMatch(/http-equiv="Content-Security-Policy" content="default-src 'none'; /);
    expect(page).not.toMatch(/https?:|\/\/[a-z]|url\(|@import|\ssrc=|<script|<link|\son\w+=/i);
  });
});
