import type { ManifestsContext, Overlay } from "../../checks/manifests-context.ts";
import type { Manifests } from "./manifests.ts";
import { render } from "./render.ts";

/** A submission's manifests, each overlay rendered when it is first asked for. */
export function openManifests(folder: string, signal?: AbortSignal): ManifestsContext {
  const rendered = new Map<Overlay, Promise<Manifests>>();
  const stopped = signal && { signal };
  return {
    folder,
    manifests(overlay) {
      const known = rendered.get(overlay) ?? render(folder, overlay, { ...stopped });
      rendered.set(overlay, known);
      return known;
    },
    render: (overlay, options) => render(folder, overlay, { ...options, ...stopped }),
  };
}
