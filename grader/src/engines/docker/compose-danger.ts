import type { YamlPath } from "./yaml-line.ts";

/** Something in a compose file that the grader never starts. */
export interface Danger {
  readonly at: YamlPath;
  readonly reason: string;
}

/** Where a compose file may reach. */
export interface Allowed {
  /** Bind mounts, secrets and configs may come from here. */
  folder: string;
  /** Build contexts may be here. */
  context: string;
}
