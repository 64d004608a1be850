/**
 * Whether Docker leaves a path out of a build context: the last line that fits it or a folder above
 * it decides. See https://docs.docker.com/build/concepts/context/#dockerignore-files.
 */
export function isIgnored(path: string, ignoreFile: string): boolean {
  let ignored = false;
  for (const { pattern, lets } of linesOf(ignoreFile)) {
    if (upwards(path).some((each) => pattern.test(each))) ignored = !lets;
  }
  return ignored;
}

function linesOf(text: string): { pattern: RegExp; lets: boolean }[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const lets = line.startsWith("!");
      const words = (lets ? line.slice(1).trim() : line).replace(/^\.?\/+|\/+$/g, "");
      return { pattern: globbed(words), lets };
    });
}

/** A pattern of Docker's: * within a name, ** across folders, ? for one character. */
export function globbed(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/?|\*|\?|\[[^\]]+\]|[^*?[]+|\[/g, (part) => {
    if (part === "**/") return "(?:.*/)?";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    if (/^\[.+\]$/.test(part)) return part;
    return part.replace(/[\\^$.|+(){}[\]]/g, "\\$&");
  });
  return new RegExp(`^${source}$`);
}

/** The path itself and the folders above it. */
function upwards(path: string): string[] {
  const names = path.split("/");
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}
