import { rm } from "node:fs/promises";
import { runFolder } from "../engines/docker/run-folder.ts";

/** Whose code runs. Compiled code of the one must not become the other's. */
export type Owner = "submission" | "reference";

/**
 * Folders in which Node keeps compiled modules while one grading lasts, one for each owner. A
 * folder that outlived it, such as Node's own default, could bring code of an earlier submission
 * into a later grading, and into the reference.
 */
export class CompileCaches {
  readonly #run: string;
  readonly #folders = new Map<Owner, Promise<string>>();

  constructor(run: string) {
    this.#run = run;
  }

  /** The variable that has Node use the owner's folder. */
  async environment(owner: Owner): Promise<{ NODE_COMPILE_CACHE: string }> {
    const folder = this.#folders.get(owner) ?? runFolder(this.#run);
    this.#folders.set(owner, folder);
    return { NODE_COMPILE_CACHE: await folder };
  }

  /** Removes the folders, once nothing runs that writes there. */
  async close(): Promise<void> {
    const folders = await Promise.all(this.#folders.values());
    this.#folders.clear();
    await Promise.all(folders.map((each) => rm(each, { recursive: true, force: true })));
  }
}
