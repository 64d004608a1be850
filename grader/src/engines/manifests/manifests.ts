import type { Kinds, KubeObject } from "./kube-object.ts";
import { locate, type Path } from "./locate.ts";
import type { Sources } from "./sources.ts";

/** What one overlay renders to, and where each part of it was written. */
export class Manifests {
  readonly overlay: string;
  readonly objects: readonly KubeObject[];
  readonly #origins: ReadonlyMap<KubeObject, string>;
  readonly #sources: Sources;

  constructor(
    overlay: string,
    objects: readonly KubeObject[],
    origins: ReadonlyMap<KubeObject, string>,
    sources: Sources,
  ) {
    this.overlay = overlay;
    this.objects = objects;
    this.#origins = origins;
    this.#sources = sources;
  }

  /** The objects of a kind. Call it after the strict schema check, which says that they are such. */
  of<Kind extends keyof Kinds>(kind: Kind): (Kinds[Kind] & KubeObject)[] {
    return this.objects.filter((each) => each.kind === kind) as (Kinds[Kind] & KubeObject)[];
  }

  /** `base/deployment.yaml:12`, where this field, or what is nearest above it, was written. */
  at(object: KubeObject, path: Path = []): string {
    return locate(this.#sources, object, this.#origins.get(object), path);
  }
}
