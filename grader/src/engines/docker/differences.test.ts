import { expect, it } from "vitest";
import { differences } from "./differences.ts";
import type { MergedFile } from "./merged-files.ts";

const file = (parts: Partial<MergedFile> = {}): MergedFile => ({
  ...{ path: "", type: "file", size: 1, mode: 0o644, uid: 0, gid: 0, contents: { digest: "a" } },
  ...parts,
});
const files = (entries: Record<string, MergedFile>) => new Map(Object.entries(entries));

it("says nothing of images that are alike", () => {
  const one = files({ a: file(), b: file({ type: "symlink", linkname: "a" }) });
  expect(differences(one, files(Object.fromEntries(one)))).toEqual([]);
});

it.each([
  [{ size: 2 }, "1 bytes, then 2"],
  [{ contents: { digest: "b" } }, "other bytes"],
  [{ mode: 0o755 }, "mode 644, then 755"],
  [{ uid: 1000, gid: 1 }, "owner 0:0, then 1000:1"],
  [{ type: "directory" }, "file, then directory"],
])("tells %o", (parts, what) => {
  expect(differences(files({ a: file() }), files({ a: file(parts) }))).toEqual([
    { path: "a", what },
  ]);
});

it("tells what is in one alone, wherever it is, except what installers leave", () => {
  const one = files({ "z/a": file(), "var/log/dpkg.log": file(), "root/.npm/_logs/a": file() });
  expect(differences(one, files({ "app/tmp/b": file(), "tmp/c": file() }))).toEqual([
    { path: "app/tmp/b", what: "in one of the two alone" },
    { path: "z/a", what: "in one of the two alone" },
  ]);
});
