import type { MergedFile } from "./merged-files.ts";

/** A file that is not the same in two images, and what of it is not. */
export interface Difference {
  readonly path: string;
  readonly what: string;
}

/** What may be another each time: logs, indexes and caches that installers leave behind. */
const MAY_DIFFER = [
  /^tmp\//,
  /^var\/(log|cache)\//,
  /^var\/lib\/(apt|dpkg)\//,
  /^root\/\.(npm|cache)\//,
];

/** The files that two images do not have alike, by path; times are not looked at. */
export function differences(
  one: ReadonlyMap<string, MergedFile>,
  other: ReadonlyMap<string, MergedFile>,
): Difference[] {
  const paths = [...new Set([...one.keys(), ...other.keys()])].sort();
  return paths
    .filter((path) => !MAY_DIFFER.some((each) => each.test(path)))
    .flatMap((path) => {
      const what = whatDiffers(one.get(path), other.get(path));
      return what === undefined ? [] : [{ path, what }];
    });
}

function whatDiffers(one?: MergedFile, other?: MergedFile): string | undefined {
  if (!one || !other) return "in one of the two alone";
  if (one.type !== other.type) return `${one.type}, then ${other.type}`;
  if (one.linkname !== other.linkname) return `to ${one.linkname}, then to ${other.linkname}`;
  if (one.size !== other.size) return `${one.size} bytes, then ${other.size}`;
  if (one.contents?.digest !== other.contents?.digest) return "other bytes";
  if (one.mode !== other.mode) return `mode ${octal(one.mode)}, then ${octal(other.mode)}`;
  if (owner(one) !== owner(other)) return `owner ${owner(one)}, then ${owner(other)}`;
  return undefined;
}

function octal(mode: number): string {
  return mode.toString(8);
}

function owner({ uid, gid }: MergedFile): string {
  return `${uid}:${gid}`;
}
