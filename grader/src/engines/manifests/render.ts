import { existsSync } from "node:fs";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { stringify } from "yaml";
import { NotRun } from "../../checks/undecided.ts";
import { complaint } from "./complaint.ts";
import type { GeneratedSettings } from "./generated-settings.ts";
import type { KubeObject } from "./kube-object.ts";
import { missingReferences } from "./local-references.ts";
import { Manifests } from "./manifests.ts";
import { demandNone, ManifestsFailed } from "./manifests-failed.ts";
import { kustomizeCommand, missingKustomize } from "./missing-kustomize.ts";
import { readObjects } from "./read-objects.ts";
import { runKustomize } from "./run-kustomize.ts";
import { readSources } from "./sources.ts";

/** What is laid over an overlay, as a kustomization around it. */
export interface RenderOptions {
  /** References of images by the name that manifests use. */
  readonly images?: Readonly<Record<string, { name: string; tag: string }>>;
  readonly settings?: GeneratedSettings;
  readonly namespace?: string;
  readonly signal?: AbortSignal;
}

/**
 * Renders `overlays/OVERLAY` of a submission, as `kubectl apply -k` would.
 * @throws ManifestsFailed where it cannot be rendered, with file and line where they are known;
 * NotRun where nothing here renders.
 */
export async function render(
  folder: string,
  overlay: string,
  options: RenderOptions = {},
): Promise<Manifests> {
  const command = await kustomizeCommand();
  if (!command) {
    const { reason = "", cure = "" } = (await missingKustomize()) ?? {};
    throw new NotRun(reason, cure);
  }
  const root = await realpath(folder);
  const expected = `overlays/${overlay} to render`;
  const sources = await readSources(root);
  demandNone(expected, sources.problems);
  demandNone(expected, missingReferences(root, sources));
  if (!existsSync(path.join(root, "overlays", overlay))) {
    throw new ManifestsFailed(expected, [`there is no folder overlays/${overlay}`]);
  }
  const around = await realpath(await mkdtemp(path.join(tmpdir(), "workshop-manifests-")));
  try {
    const inner = path.relative(around, path.join(root, "overlays", overlay));
    await writeFile(path.join(around, "kustomization.yaml"), wrapper(inner, options));
    const said = await runKustomize([...command, around], options.signal);
    if (!said.ok) throw new ManifestsFailed(expected, [complaint(said.why).replaceAll(root, ".")]);
    const { objects, origins, problems } = readObjects(said.text, around, root);
    demandNone(expected, problems);
    return new Manifests(overlay, objects as KubeObject[], origins, sources);
  } finally {
    await rm(around, { recursive: true, force: true });
  }
}

function wrapper(inner: string, { images = {}, settings, namespace }: RenderOptions): string {
  return stringify({
    apiVersion: "kustomize.config.k8s.io/v1beta1",
    kind: "Kustomization",
    resources: [inner.replaceAll(path.sep, "/")],
    buildMetadata: ["originAnnotations"],
    ...(namespace !== undefined && { namespace }),
    images: Object.entries(images).map(([name, to]) => ({
      name,
      newName: to.name,
      newTag: to.tag,
    })),
    ...(settings && {
      configMapGenerator: Object.entries(settings).map(([name, values]) => ({
        name,
        behavior: "merge",
        literals: Object.entries(values).map(([key, value]) => `${key}=${value}`),
      })),
    }),
  });
}
