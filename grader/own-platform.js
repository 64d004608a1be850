// Plain old JavaScript, as launch.js is.
import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import process from "node:process";

/**
 * Removes ONNX Runtime's libraries for other platforms: its package has those of five, and 220 MB are
 * of no use here. No install script does it, since none may run (.npmrc).
 */
export function keepOwnPlatform(root) {
  const libraries = path.join(root, "node_modules", "onnxruntime-node", "bin");
  const own = path.join(process.platform, process.arch);
  for (const api of folders(libraries)) {
    const systems = path.join(libraries, api);
    const all = folders(systems).flatMap((system) =>
      folders(path.join(systems, system)).map((cpu) => path.join(system, cpu)),
    );
    // Where none is this platform's, the library's own error says which there are.
    if (!all.includes(own)) continue;
    for (const other of all) if (other !== own) remove(path.join(systems, other));
  }
}

function folders(of) {
  try {
    const entries = readdirSync(of, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}

/** What cannot be removed, in a folder of another user's, only takes room. */
function remove(folder) {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {}
}
