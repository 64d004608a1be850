import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Edit } from "../../../checks/mutant.ts";
import { ROOT } from "../../../course/root.ts";

/** A folder of manifests for one test. */
export interface Submission extends AsyncDisposable {
  readonly folder: string;
}

const KUSTOMIZATION = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";

/** A base of these files, all of them resources, and an overlay `local` that adds nothing. */
export async function submission(base: Readonly<Record<string, string>>): Promise<Submission> {
  const made = await empty();
  const resources = Object.keys(base).map((name) => `  - ${name}\n`);
  await write(made.folder, {
    "overlays/local/kustomization.yaml": `${KUSTOMIZATION}resources: [../../base]\n`,
    "base/kustomization.yaml": `${KUSTOMIZATION}resources:\n${resources.join("")}`,
    ...Object.fromEntries(Object.entries(base).map(([name, text]) => [`base/${name}`, text])),
  });
  return made;
}

/** A copy of the supplied solution with some edits, of which each fits exactly once. */
export async function solutionWith(
  edits: Readonly<Record<string, readonly Edit[]>> = {},
): Promise<Submission> {
  const made = await empty();
  await cp(path.join(ROOT, "solutions", "03-kubernetes"), made.folder, { recursive: true });
  for (const [file, changes] of Object.entries(edits)) {
    let text = await readFile(path.join(made.folder, file), "utf8");
    for (const { find, replace } of changes) {
      const parts = text.split(find);
      if (parts.length !== 2) throw new Error(`${file} holds ${parts.length - 1} times: ${find}`);
      text = parts.join(replace);
    }
    await write(made.folder, { [file]: text });
  }
  return made;
}

async function empty(): Promise<Submission> {
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-submission-"));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const at = path.join(folder, name);
    await mkdir(path.dirname(at), { recursive: true });
    await writeFile(at, text);
  }
}
