/**
 * Breaks text at spaces into lines of at most `width` characters; words that are longer are cut.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      let rest = word;
      if (line && line.length + 1 + rest.length > width) {
        lines.push(line);
        line = "";
      }
      while (rest.length > width) {
        lines.push(rest.slice(0, width));
        rest = rest.slice(width);
      }
      line = line ? `${line} ${rest}` : rest;
    }
    lines.push(line);
  }
  return lines;
}

/** A labelled paragraph, its further lines indented below the first. */
export function labelled(label: string, text: string, width: number, indent: number): string[] {
  const [first = "", ...rest] = wrap(text, Math.max(20, width - indent));
  return [label.padEnd(indent) + first, ...rest.map((line) => " ".repeat(indent) + line)];
}

/** A paragraph whose further lines are indented. */
export function hanging(text: string, width: number, indent: number): string[] {
  return wrap(text, width - indent).map((line, index) =>
    index === 0 ? line : " ".repeat(indent) + line,
  );
}
