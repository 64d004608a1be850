import { realpathSync } from "node:fs";
import path from "node:path";

/** Links are followed: a link out of the folder is outside. */
export function isInside(file: string, folder: string): boolean {
  const relative = path.relative(real(folder), real(path.resolve(folder, file)));
  return !relative.startsWith("..") && !path.isAbsolute(relative);
}

/** The real path of a file, or of the nearest folder above it that is there. */
function real(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    const above = path.dirname(file);
    return above === file ? file : path.join(real(above), path.basename(file));
  }
}
