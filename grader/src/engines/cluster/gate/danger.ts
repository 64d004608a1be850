import type { YamlPath } from "../../docker/yaml-line.ts";

/** Something in a manifest that the grader never applies. */
export interface Danger {
  readonly at: YamlPath;
  readonly reason: string;
}

/** What manifests may ask for. */
export interface Allowed {
  /** The only namespace. */
  readonly namespace: string;
  /** The graded image, and those of services beside it, such as Redis; whole references. */
  readonly images: readonly string[];
}
