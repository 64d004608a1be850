import type { Manifests } from "../engines/manifests/manifests.ts";
import type { RenderOptions } from "../engines/manifests/render.ts";

/** The overlays that a submission has. */
export type Overlay = "local" | "eks";

/** What a check of manifests may use. */
export interface ManifestsContext {
  /** The submission's folder, to be read. */
  readonly folder: string;
  /**
   * An overlay as it renders, once for all checks.
   * @throws ManifestsFailed, or NotRun
   */
  manifests(overlay: Overlay): Promise<Manifests>;
  /** Renders an overlay once more, with something laid over it. */
  render(overlay: Overlay, options: Omit<RenderOptions, "signal">): Promise<Manifests>;
}
