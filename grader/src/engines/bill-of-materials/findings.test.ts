import { describe, expect, it } from "vitest";
import { atLeast, findings, told } from "./findings.ts";
import { knownAdvisories } from "./known-advisories.ts";
import type { Material } from "./material.ts";
import { readNpmAudit } from "./npm-audit.ts";
import { readOsv } from "./osv.ts";

const at = (name: string, version: string, parts: Partial<Material> = {}): Material => ({
  kind: "npm",
  ...{ name, version, path: `app/node_modules/${name}/package.json` },
  ...parts,
});
const record = (events: object[], severity = "HIGH") => ({
  ...{ id: "GHSA-a", summary: "it breaks" },
  affected: [{ package: { ecosystem: "npm", name: "p" }, ranges: [{ type: "SEMVER", events }] }],
  references: [{ type: "ADVISORY", url: "https://example.org/GHSA-a" }],
  database_specific: { severity },
});

describe("the advisories that the grader brings", () => {
  it.each([
    ["qs", "6.5.2", "6.5.3"],
    ["qs", "6.9.0", "6.9.7"],
    ["ws", "8.17.0", "8.17.1"],
    ["ws", "7.5.9", "7.5.10"],
    ["express", "4.18.2", "4.19.2"],
    ["body-parser", "1.20.2", "1.20.3"],
    ["path-to-regexp", "0.1.7", "0.1.10"],
    ["minimist", "1.2.5", "1.2.6"],
    ["lodash-es", "4.17.20", "4.17.21"],
  ])("tell of %s %s, and that %s is without the hole", async (name, version, fixed) => {
    const known = await knownAdvisories();
    expect(findings([at(name, version)], known)).toMatchObject([{ fixed }]);
    expect(findings([at(name, fixed)], known)).toEqual([]);
  });

  it("say nothing of what is no package of npm, or the API's own", async () => {
    const known = await knownAdvisories();
    const others = [at("qs", "6.5.2", { kind: "deb" }), at("qs", "6.5.2", { own: true })];
    expect(findings([...others, at("qs", "no version")], known)).toEqual([]);
  });
});

it("has the worst first, and says what, where, how bad, and what helps", async () => {
  const found = findings(
    [at("express", "4.18.2"), at("qs", "6.5.2"), at("minimist", "1.2.0")],
    await knownAdvisories(),
  );
  expect(found.map(({ advisory }) => advisory.severity)).toEqual(["critical", "high", "moderate"]);
  expect(found.filter((each) => atLeast("high", each))).toHaveLength(2);
  expect(told(found[1] ?? raise())).toBe(
    "qs 6.5.2 in /app/node_modules/qs: high, GHSA-hrpp-h998-j3pp, fixed in 6.5.3: a query string " +
      "with __proto__ in it makes the process hang (https://github.com/advisories/GHSA-hrpp-h998-j3pp)",
  );
});

it("reads every form of OSV's ranges", () => {
  const versions = (events: object[]) =>
    ["0.1.0", "1.0.0-rc.1", "1.0.0", "1.5.0", "2.0.0"].filter(
      (version) => findings([at("p", version)], readOsv([record(events)])).length > 0,
    );
  expect(versions([{ introduced: "0" }])).toHaveLength(5);
  expect(versions([{ introduced: "1.0.0" }, { last_affected: "1.5.0" }])).toEqual([
    ...["1.0.0", "1.5.0"],
  ]);
  const twice = [
    { introduced: "0" },
    { fixed: "1.0.0" },
    { introduced: "1.5.0" },
    { fixed: "2.0.0" },
  ];
  expect(versions(twice)).toEqual(["0.1.0", "1.0.0-rc.1", "1.5.0"]);
  expect(() => readOsv([record([], "AWFUL")])).toThrow("severity");
});

it("reads what npm audit prints, and nothing else", () => {
  const via = {
    source: 1,
    ...{ name: "p", title: "it breaks", url: "https://github.com/advisories/GHSA-b" },
    ...{ severity: "critical", range: "<1.2.0" },
  };
  const advisories = readNpmAudit({
    auditReportVersion: 2,
    vulnerabilities: { p: { name: "p", via: [via] }, q: { name: "q", via: ["p"] } },
  });
  expect(findings([at("p", "1.1.0"), at("p", "1.2.0")], advisories)).toMatchObject([
    { material: { version: "1.1.0" }, advisory: { id: "GHSA-b", severity: "critical" } },
  ]);
  expect(() => readNpmAudit({ message: "request failed", error: {} })).toThrow();
});

function raise(): never {
  throw new Error("nothing found");
}
