import { appendFile, readFile, writeFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { ListOf } from "../engines/cluster/follow.ts";
import { clusterTest } from "../engines/cluster/testing/cluster.ts";
import { kubernetesCopy } from "../testing/kubernetes-copy.ts";
import { finished, type RepositoryCopy } from "../testing/repository-copy.ts";

const test = clusterTest();
const MINUTES = { timeout: 400_000 };
const WHENEVER = "grades again whenever you save";

let copy: RepositoryCopy;
const place = (...parts: string[]) => copy.path("exercises", "03-kubernetes", ...parts);

beforeAll(async () => {
  copy = await kubernetesCopy();
}, 120_000);
afterAll(() => copy.remove());

async function edit(file: string, find: string, replace: string): Promise<void> {
  const text = await readFile(file, "utf8");
  expect(text).toContain(find);
  await writeFile(file, text.replace(find, replace));
}

it("runs on the cluster only what a save may have changed", MINUTES, async () => {
  const image = "          image: workshop-api\n";
  const broken = `${image}          command: ["/nothing"]\n`;
  await edit(place("base", "deployment.yaml"), image, broken);
  await appendFile(place("base", "settings.env"), "BATCH_LIMIT=10\n");
  const child = copy.start(["exercise", "3", "watch"]);
  const done = finished(child);
  let out = "";
  child.stdout?.on("data", (text: Buffer) => {
    out += text.toString("utf8");
  });
  const says = (words: RegExp | string) =>
    vi.waitFor(() => expect(out).toMatch(words), { timeout: 180_000, interval: 100 });
  const saved = async (save: Promise<void>) => {
    out = "";
    await save;
  };

  await says(/not looked at yet.*On the cluster: comes-up, contract/s);
  await says(/failed {6}\S.*\(comes-up, 5 points\)/s);

  await saved(appendFile(place("base", "service.yaml"), "# A comment.\n"));
  await says("What is applied is as before: no check on the cluster is run again.");
  expect(out).toMatch(/failed {6}\S.*\(comes-up, 5 points\)/s);

  await saved(edit(place("base", "deployment.yaml"), broken, image));
  await says(/On the cluster: comes-up, contract/);
  await says(/failed {6}\S.*\(contract, 5 points\)/s);
  expect(out.split(WHENEVER)[1]).toMatch(/passed: [^;]*comes-up 5/);

  await saved(appendFile(place("overlays", "eks", "kustomization.yaml"), "# A comment.\n"));
  await says("What is applied is as before: no check on the cluster is run again.");
  expect(out).not.toContain("On the cluster");

  child.kill("SIGINT");
  expect((await done).code).toBe(0);
  const { items } = await test.cluster().json<ListOf<object>>({
    path: "/api/v1/namespaces",
    query: { labelSelector: `workshop.owner=${child.pid}` },
  });
  expect(items).toEqual([]);
});
