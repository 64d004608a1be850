import { expect, it } from "vitest";
import type { Contents } from "../docker/contents.ts";
import type { Layer } from "../docker/layers.ts";
import { materialsOf, tellsOfMaterials } from "./materials.ts";

const manifest = (name: string, version: string, rest: object = {}) =>
  JSON.stringify({ name, version, ...rest });

function layer(texts: Record<string, string>, whiteouts: string[] = []): Layer {
  const paths = Object.keys(texts);
  const files = paths.map((path) => ({
    ...{ path, type: "file", size: 1, mode: 0, uid: 0, gid: 0 },
  }));
  const contents = new Map(
    paths.map((path): [string, Contents] => [
      path,
      path.endsWith("bin/node")
        ? { digest: "", nodeRelease: "24.1.0" }
        : { digest: "", ...(tellsOfMaterials(path) && { text: texts[path] ?? "" }) },
    ]),
  );
  return { ...{ id: "sha256:0", size: 0, found: [], files, whiteouts, contents } };
}

const STATUS = `Package: libc6
Status: install ok installed
Version: 2.36-9

Package: removed
Status: deinstall ok config-files
Version: 1
`;

it("tells the packages, Node and Debian's packages, each with its file", () => {
  const found = materialsOf([
    layer({ "var/lib/dpkg/status": STATUS, "etc/os-release": 'NAME="Debian"\nID=debian\n' }),
    layer({
      "usr/local/bin/node": "",
      "usr/local/lib/node_modules/npm/node_modules/qs/package.json": manifest("qs", "6.5.2"),
      "app/node_modules/@a/b/package.json": manifest("@a/b", "1.0.0", { license: "MIT" }),
      "app/node_modules/@a/b/dist/package.json": manifest("inner", "1.0.0"),
      "app/node_modules/@a/b/esm/package.json": '{"type":"module"}',
      "app/node_modules/old/package.json": manifest("old", "1.0.0", {
        licenses: [{ type: "MIT" }, { type: "X11" }],
      }),
      "app/node_modules/broken/package.json": "{",
      "app/node_modules/.bin/x/package.json": manifest("x", "1.0.0"),
      "app/package.json": manifest("api", "0.1.0"),
    }),
  ]);
  expect(found).toEqual([
    {
      kind: "deb",
      name: "libc6",
      version: "2.36-9",
      path: "var/lib/dpkg/status",
      distribution: "debian",
    },
    { kind: "node", name: "node", version: "24.1.0", path: "usr/local/bin/node" },
    {
      kind: "npm",
      ...{ name: "qs", version: "6.5.2", ofBase: true },
      path: "usr/local/lib/node_modules/npm/node_modules/qs/package.json",
    },
    {
      kind: "npm",
      ...{ name: "@a/b", version: "1.0.0", licence: "MIT" },
      path: "app/node_modules/@a/b/package.json",
    },
    {
      kind: "npm",
      ...{ name: "old", version: "1.0.0", licence: "MIT OR X11" },
      path: "app/node_modules/old/package.json",
    },
    { kind: "npm", name: "api", version: "0.1.0", path: "app/package.json", own: true },
  ]);
});

it("tells nothing that a later layer takes away", () => {
  const below = layer({ "a/node_modules/b/package.json": manifest("b", "1.0.0") });
  expect(materialsOf([below, layer({}, ["a/node_modules/b"])])).toEqual([]);
});
