import { readFile } from "node:fs/promises";
import path from "node:path";
import { Metadata } from "@workshop/serving/model-loader";
import { expect, it } from "vitest";
import { runModels } from "../testing/run-models.ts";
import { RELEASES } from "../train/paths.ts";

async function released(version: string): Promise<Metadata> {
  const text = await readFile(path.join(RELEASES, version, "metadata.json"), "utf8");
  return Metadata.parse(JSON.parse(text));
}

it.each(["champion", "v1.1.0", "1.1.0", "^1"])("shows what %s stands for", async (selector) => {
  const { code, out } = await runModels(["show", selector]);
  const { features, files, feature_importance, lineage } = await released("v1.1.0");
  expect(code).toBe(0);
  expect(out).toMatch(/^movielens-like v1\.1\.0 \(champion\)\n/);
  for (const { name } of features) expect(out).toContain(`  ${name} `);
  for (const { sha256 } of Object.values(files)) expect(out).toContain(sha256);
  expect(out).toContain(lineage.git_commit);
  expect(out).toMatch(/^ {2}AUC +0\.\d{4} \[0\.\d{4}, 0\.\d{4}\] +0\.\d{4} \[/m);
  const counts = out.slice(out.indexOf("What counts most"), out.indexOf("Files"));
  const strongest = feature_importance.toSorted((a, b) => b.gain - a.gain)[0]?.name;
  expect(counts.split("\n")[2]).toMatch(new RegExp(`^ {2}${strongest} +\\d+\\.\\d %`));
});

it("gives metadata.json and the aliases as JSON", async () => {
  const { out } = await runModels(["show", "challenger", "--json"]);
  expect(JSON.parse(out)).toEqual({ aliases: ["challenger"], ...(await released("v1.0.0")) });
});

it("names what there is where nothing fits", async () => {
  const { code, err } = await runModels(["show", "champoin"]);
  expect(code).toBe(1);
  expect(err).toMatch(
    /There is champion, challenger, v1\.0\.0, v1\.1\.0\. The nearest is champion\.\n$/,
  );
});
