import { MalformedModel, quote } from "./errors.ts";
import { Fields } from "./fields.ts";
import { HEADER_KEYS, type Header, parseHeader } from "./header.ts";
import type { Model, Tree } from "./model.ts";
import { parseTree, TREE_KEYS } from "./tree.ts";

const END = "end of trees";

/**
 * Reads LightGBM's text format, versions v3 and v4. What follows the trees is not read.
 * @throws MalformedModel or UnsupportedModel, each naming the line.
 */
export function parse(text: string): Model {
  const lines = text.split(/\r?\n/);
  if (lines[0] !== "tree") throw new MalformedModel(1, '"tree"', quote(lines[0] ?? ""));
  const headerFields = new Fields(1, "the header", HEADER_KEYS);
  let section = headerFields;
  let header: Header | undefined;
  const trees: Tree[] = [];
  for (let index = 1; index < lines.length; index += 1) {
    const line = index + 1;
    const content = lines[index] ?? "";
    if (content === "") continue;
    const starts = content.startsWith("Tree=");
    if (!starts && content !== END) {
      section.add(line, content);
      continue;
    }
    if (header) trees.push(parseTree(section, header.featureNames.length));
    else header = parseHeader(headerFields);
    if (!starts) {
      const { trees: promised, ...rest } = header;
      checkCount(line, trees.length, rest.outputs, promised);
      return { ...rest, trees };
    }
    if (content !== `Tree=${trees.length}`) {
      throw new MalformedModel(line, `Tree=${trees.length}`, quote(content));
    }
    section = new Fields(line, content, TREE_KEYS);
  }
  throw new MalformedModel(lines.length, `"${END}"`, "the end of the file");
}

function checkCount(line: number, count: number, outputs: number, promised: Header["trees"]): void {
  if (count === 0) throw new MalformedModel(line, "a tree", "that the model has no trees");
  if (promised && promised.count !== count) {
    throw new MalformedModel(
      promised.line,
      `one size for each of ${count} trees in tree_sizes`,
      `${promised.count}`,
    );
  }
  if (count % outputs !== 0) {
    const expected = `trees in multiples of num_tree_per_iteration=${outputs}`;
    throw new MalformedModel(line, expected, `${count}`);
  }
}
