import { pathToFileURL } from "node:url";

const NOISE = /^\s+at |^Node\.js v\d|^\s*$|^\(Use `node --trace|^node:internal|^\s*code: '|^\}\s*$/;

/**
 * What a process printed, without stack frames and with paths relative to its folder: of a syntax
 * error there remain the file, the line and what is wrong with it.
 */
export function readableOutput(lines: readonly string[], folder: string): string[] {
  const prefixes = [`${pathToFileURL(folder).href}/`, `${folder}/`, `${folder}\\`];
  return lines
    .filter((line) => !NOISE.test(line))
    .map((line) => prefixes.reduce((text, prefix) => text.replaceAll(prefix, ""), line));
}
