import type { Layer } from "../docker/layers.ts";
import { type MergedFile, mergedFiles } from "../docker/merged-files.ts";
import { debianPackages, isDebianStatus } from "./debian-packages.ts";
import type { Material } from "./material.ts";
import { isManifest, npmPackage } from "./npm-package.ts";

/** Whether a file of an image is one that tells of what is in it. */
export function tellsOfMaterials(path: string): boolean {
  return isManifest(path) || isDebianStatus(path) || isOsRelease(path);
}

/** What is in an image as its containers see it, from its files alone: nothing of it is run. */
export function materialsOf(layers: readonly Layer[]): Material[] {
  const files = mergedFiles(layers);
  const distribution = distributionOf(files);
  const found: Material[] = [];
  for (const { path, contents } of files.values()) {
    if (contents?.nodeRelease !== undefined) {
      found.push({ kind: "node", name: "node", version: contents.nodeRelease, path });
    }
    if (contents?.text === undefined) continue;
    if (isManifest(path)) found.push(...npmPackage(path, contents.text));
    else if (isDebianStatus(path)) found.push(...debianPackages(path, contents.text));
  }
  return found.map((each) => (each.kind === "deb" ? { ...each, distribution } : each));
}

function isOsRelease(path: string): boolean {
  return path === "etc/os-release" || path === "usr/lib/os-release";
}

/** "debian" or "ubuntu". */
function distributionOf(files: ReadonlyMap<string, MergedFile>): string {
  const texts = [...files.values()].flatMap(({ path, contents }) =>
    isOsRelease(path) && contents?.text !== undefined ? [contents.text] : [],
  );
  return /^ID="?(\w+)"?$/m.exec(texts.join("\n"))?.[1] ?? "debian";
}
