import { pathToFileURL } from "node:url";

const NOISE =
  /^Node\.js v\d|^[\s^]*$|^\(Use `node --trace|^node:internal|^\s*code: '|^\s*errors: |^\}\s*$/;
const FRAME = /^\s+at /;

/**
 * What a process printed, with paths relative to its folder: of an error there remain what is wrong,
 * the file and the line, and of a stack the first frame in the folder.
 */
export function readableOutput(lines: readonly string[], folder: string): string[] {
  const prefixes = [`${pathToFileURL(folder).href}/`, `${folder}/`, `${folder}\\`];
  const own = (line: string) =>
    prefixes.some((prefix) => line.includes(prefix)) && !line.includes("node_modules");
  const firstOwn = lines.findIndex((line) => FRAME.test(line) && own(line));
  return lines
    .filter((line, index) => !NOISE.test(line) && (!FRAME.test(line) || index === firstOwn))
    .map((line) => prefixes.reduce((text, prefix) => text.replaceAll(prefix, ""), line));
}
