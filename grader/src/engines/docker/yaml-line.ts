import { type Document, isNode, LineCounter, parseDocument } from "yaml";

export type YamlPath = readonly (string | number)[];

/** Gives the line, from 1, of a place in a YAML text, or of the nearest one above it. */
export function yamlLines(text: string): (path: YamlPath) => number | undefined {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, merge: true });
  return (path) => lineIn(document, lines, path);
}

/** The same for a document that is parsed. */
export function lineIn(document: Document, lines: LineCounter, path: YamlPath): number | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const at = positionOf(document, path.slice(0, length));
    if (at !== undefined) return lines.linePos(at).line;
  }
  return undefined;
}

/** The place of a key, so that a block's line is the one its name stands on. */
function positionOf(document: Document, path: YamlPath): number | undefined {
  const parent = path.length > 1 ? document.getIn(path.slice(0, -1), true) : document.contents;
  const last = path.at(-1);
  const items = (parent as { items?: unknown[] } | undefined)?.items ?? [];
  for (const item of items) {
    const key = (item as { key?: unknown }).key;
    if (isNode(key) && String(key) === String(last)) return key.range?.[0];
  }
  const node = document.getIn(path, true);
  return isNode(node) ? node.range?.[0] : undefined;
}
