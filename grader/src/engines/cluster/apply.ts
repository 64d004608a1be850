import { shorten } from "../docker/shorten.ts";
import { ApiRefusal } from "./api-refusal.ts";
import { ApplyRefused } from "./apply-refused.ts";
import type { Cluster } from "./cluster.ts";
import { findKind, pathOf } from "./kinds.ts";
import { type Manifest, nameOf, type PlaceOf, pathOfField } from "./manifest.ts";
import { unknownFields } from "./unknown-fields.ts";

/** Who owns the fields that are applied. */
const MANAGER = "workshop-grader";

export interface ApplyOptions {
  /** For messages. */
  readonly placeOf?: PlaceOf | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What others wait for comes first. */
const ORDER = ["ServiceAccount", "ResourceQuota", "ConfigMap", "Secret", "Role", "Service"];

/**
 * Applies manifests to a namespace by server-side apply: all of them as a dry run first, so that
 * nothing is applied where one is refused. Unknown fields are refused.
 * Returns what the API server warns of.
 * @throws ApplyRefused, ClusterLost
 */
export async function applyAll(
  cluster: Cluster,
  namespace: string,
  manifests: readonly Manifest[],
  options: ApplyOptions = {},
): Promise<string[]> {
  const sorted = [...manifests].sort((one, other) => rank(one) - rank(other));
  const warnings: string[] = [];
  for (const dryRun of [true, false]) {
    const reasons: string[] = [];
    for (const manifest of sorted) {
      try {
        const answer = await send(cluster, namespace, manifest, dryRun, options.signal);
        if (dryRun) warnings.push(...answer.warnings.map((each) => `${nameOf(manifest)}: ${each}`));
      } catch (error) {
        if (!(error instanceof ApiRefusal)) throw error;
        reasons.push(...inWords(manifest, error, options.placeOf));
      }
    }
    if (reasons.length > 0) throw new ApplyRefused(reasons, warnings);
  }
  return warnings;
}

function send(
  cluster: Cluster,
  namespace: string,
  manifest: Manifest,
  dryRun: boolean,
  signal: AbortSignal | undefined,
) {
  const kind = findKind(manifest.kind, manifest.apiVersion);
  if (!kind) throw new Error(`${manifest.apiVersion} ${manifest.kind} is no kind that is applied.`);
  return cluster.call({
    method: "PATCH",
    path: pathOf(kind, namespace, manifest.metadata.name),
    query: {
      fieldManager: MANAGER,
      force: true,
      fieldValidation: "Strict",
      ...(dryRun && { dryRun: "All" }),
    },
    body: manifest,
    type: "application/apply-patch+yaml",
    ...(signal && { signal }),
  });
}

function rank({ kind }: Manifest): number {
  const place = ORDER.indexOf(kind);
  return place < 0 ? ORDER.length : place;
}

function inWords(manifest: Manifest, refusal: ApiRefusal, placeOf: PlaceOf | undefined): string[] {
  const told = (field: string | undefined, message: string) => {
    const place = placeOf?.(manifest, field === undefined ? ["kind"] : pathOfField(field));
    return `${nameOf(manifest)}${place === undefined ? "" : ` (${place})`}: ${message}`;
  };
  if (refusal.causes.length > 0) {
    return refusal.causes.map(({ field, message = "" }) =>
      told(field, shorten(field ? `${field}: ${message}` : message)),
    );
  }
  const unknown = unknownFields(manifest, refusal.message);
  if (unknown.length > 0) return unknown.map((field) => told(field, `${field}: no such field`));
  return [told(undefined, shorten(refusal.message))];
}
