import type { YamlPath } from "../docker/yaml-line.ts";

/** An object to apply: what a document of a manifest holds. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** How a manifest is called in messages. */
export function nameOf({ kind, metadata }: Manifest): string {
  return `${kind} ${metadata.name}`;
}

/** Says where a field of a manifest, or what is nearest above it, was written: "line 12". */
export type PlaceOf = (manifest: Manifest, path: YamlPath) => string;

/** Reads a field as the API server names it: spec.containers[0].image. */
export function pathOfField(field: string): YamlPath {
  return [...field.matchAll(/[^.[\]]+/g)].map(([word]) =>
    /^\d+$/.test(word) ? Number(word) : word,
  );
}
