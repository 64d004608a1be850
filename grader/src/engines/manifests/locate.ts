import { isMap, isNode, isPair, isSeq } from "yaml";
import type { KubeObject } from "./kube-object.ts";
import type { Source, Sources } from "./sources.ts";

export type Path = readonly (string | number)[];

/**
 * The file and line that a field of a rendered object comes from: its own file, or a patch, or else
 * the nearest place above it.
 */
export function locate(
  { documents }: Sources,
  object: KubeObject,
  origin: string | undefined,
  path: Path,
): string {
  const same = documents
    .filter(({ document }) => document.get("kind") === object.kind)
    .sort((one, other) => rank(other, object, origin) - rank(one, object, origin));
  for (let length = path.length; length > 0; length -= 1) {
    for (const source of same) {
      const line = lineOf(source, path.slice(0, length));
      if (line !== undefined) return `${source.file}:${line}`;
    }
  }
  const [own] = same;
  if (own === undefined) return origin ?? `${object.kind} ${object.metadata.name}`;
  return `${own.file}:${lineOf(own, ["kind"]) ?? 1}`;
}

function rank({ file, document }: Source, object: KubeObject, origin: string | undefined): number {
  const named = document.getIn(["metadata", "name"]) === object.metadata.name;
  return (file === origin ? 1 : 0) + (named ? 2 : 0);
}

/** The line of a key, so that a block's is the one its name stands on. */
function lineOf({ document, lines }: Source, path: Path): number | undefined {
  const last = path.at(-1);
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  if (isMap(parent)) {
    const pair = parent.items.find((each) => isPair(each) && String(each.key) === String(last));
    return isNode(pair?.key) && pair.key.range ? lines.linePos(pair.key.range[0]).line : undefined;
  }
  if (isSeq(parent) && typeof last === "number") {
    const item = parent.items[last];
    return isNode(item) && item.range ? lines.linePos(item.range[0]).line : undefined;
  }
  return undefined;
}
