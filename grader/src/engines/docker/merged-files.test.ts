import { expect, it } from "vitest";
import type { FileEntry } from "./files.ts";
import type { Layer } from "./layers.ts";
import { mergedFiles } from "./merged-files.ts";

const entry = (path: string, parts: Partial<FileEntry> = {}): FileEntry => ({
  ...{ path, type: "file", size: 1, mode: 0o644, uid: 0, gid: 0 },
  ...parts,
});
const layer = (files: FileEntry[], whiteouts: string[] = []): Layer => ({
  ...{ id: "sha256:0", size: 0, found: [], files, whiteouts },
  contents: new Map(
    files
      .filter(({ type }) => type === "file")
      .map(({ path, size }) => [path, { digest: `${path} ${size}` }]),
  ),
});
const folder = (path: string) => entry(path, { type: "directory" });

it("has what the uppermost layer says of each file", () => {
  const merged = mergedFiles([
    layer([folder("a"), entry("a/b"), entry("a/c")]),
    layer([entry("a/b", { size: 2 })]),
  ]);
  expect([...merged.keys()]).toEqual(["a", "a/b", "a/c"]);
  expect(merged.get("a/b")).toMatchObject({ size: 2, contents: { digest: "a/b 2" } });
});

it("has nothing that an upper layer hides, and what that puts there anew", () => {
  const below = layer([folder("a"), folder("a/b"), entry("a/b/c"), entry("a/bd"), entry("e")]);
  expect([...mergedFiles([below, layer([], ["a/b", "e"])]).keys()]).toEqual(["a", "a/bd"]);
  expect([...mergedFiles([below, layer([entry("a/new")], ["a/*"])]).keys()]).toEqual([
    ...["a", "e"],
    "a/new",
  ]);
  expect([...mergedFiles([below, layer([entry("a")])]).keys()]).toEqual(["a", "e"]);
});

it("gives a hard link the bytes that it shares", () => {
  const merged = mergedFiles([layer([entry("a"), entry("b", { type: "link", linkname: "/a" })])]);
  expect(merged.get("b")?.contents).toEqual({ digest: "a 1" });
});
