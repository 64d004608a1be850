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

/** Gives the line of a field of a manifest, such as spec.selector, or of its beginning. */
export type LineOf = (manifest: Manifest, field?: string) => number | undefined;
