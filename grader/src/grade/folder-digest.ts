import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { lstat, readdir, readlink } from "node:fs/promises";
import path from "node:path";

const NOT_PART = new Set(["node_modules", ".git", ".workshop"]);

interface Entry {
  /** Relative to the folder, with forward slashes. */
  name: string;
  link: boolean;
}

/** Every file of a folder that its owner wrote, as sorted paths with forward slashes. */
export async function filesOf(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder);
  return entries.filter(({ link }) => !link).map(({ name }) => name);
}

/**
 * The sha256 over names and bytes of a folder's files, so that two results can be told apart. Links
 * count by their text and are not followed; a file that may not be read counts by its size.
 */
export async function digestOf(folder: string): Promise<string> {
  return digest(folder, async () => "");
}

/** The same with the times of the last change: it differs where somebody changed a file and back. */
export async function digestWithTimes(folder: string): Promise<string> {
  return digest(folder, async (file) => {
    const { ctimeNs, mtimeNs } = await lstat(file, { bigint: true });
    // Elsewhere a status changes by what the system does to a file, such as indexing it.
    return String(process.platform === "linux" ? ctimeNs : mtimeNs);
  });
}

async function digest(folder: string, mark: (file: string) => Promise<string>): Promise<string> {
  const hash = createHash("sha256");
  for (const { name, link } of await entriesOf(folder)) {
    const file = path.join(folder, name);
    const size = link ? `-> ${await readlink(file)}` : (await lstat(file)).size;
    hash.update(`${name}\0${size}\0${await mark(file)}\0`);
    if (!link) await addBytes(hash, file);
  }
  return hash.digest("hex");
}

async function addBytes(hash: Hash, file: string): Promise<void> {
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EACCES") throw error;
  }
}

async function entriesOf(folder: string): Promise<Entry[]> {
  const found: Entry[] = [];
  async function visit(inside: string): Promise<void> {
    for (const entry of await readdir(path.join(folder, inside), { withFileTypes: true })) {
      if (NOT_PART.has(entry.name)) continue;
      const name = inside ? `${inside}/${entry.name}` : entry.name;
      if (entry.isDirectory()) await visit(name);
      else if (entry.isFile() || entry.isSymbolicLink()) {
        found.push({ name, link: entry.isSymbolicLink() });
      }
    }
  }
  await visit("");
  return found.sort((one, other) => (one.name < other.name ? -1 : 1));
}
