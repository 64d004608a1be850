import type { V1Node } from "@kubernetes/client-node";
import type { ImageAdapter } from "./adapter.ts";
import { runTool, type Tool } from "./run-tool.ts";

function byTool(name: string, words: (image: string) => Tool): ImageAdapter {
  return {
    name,
    async load(image, signal) {
      await runTool(words(image), signal);
      return image;
    },
  };
}

/** A command of the user's, with the image's name as its last argument. */
export function byCommand(command: string): ImageAdapter {
  return byTool("WORKSHOP_LOAD_IMAGE", (image) => ({ shell: `${command} ${image}` }));
}

/** A registry that both Docker and the cluster reach. */
export function byRegistry(registry: string): ImageAdapter {
  return {
    name: `WORKSHOP_REGISTRY=${registry}`,
    async load(image, signal) {
      const there = `${registry.replace(/\/+$/, "")}/${image}`;
      await runTool(["docker", "tag", image, there], signal);
      try {
        await runTool(["docker", "push", "--quiet", there], signal);
      } finally {
        await runTool(["docker", "image", "rm", there]);
      }
      return there;
    },
  };
}

/** Docker's own images are the cluster's: Docker Desktop, and others whose nodes run on Docker. */
export const SHARED: ImageAdapter = {
  name: "Docker's own images",
  load: (image) => Promise.resolve(image),
};

/** The adapter that a cluster's nodes ask for; undefined where they tell nothing. */
export function adapterFor(context: string, nodes: readonly V1Node[]): ImageAdapter | undefined {
  const [node] = nodes;
  const name = node?.metadata?.name ?? "";
  // Docker Desktop may run its cluster by kind, and shares its images then too.
  if (/^docker-(for-)?desktop$/.test(context)) return SHARED;
  const [, kind] = /^kind:\/\/[^/]+\/([^/]+)\//.exec(node?.spec?.providerID ?? "") ?? [];
  if (kind) {
    const words = (image: string): Tool => ["kind", "load", "docker-image", image, "--name", kind];
    return byTool("kind load docker-image", words);
  }
  const [, k3d] = /^k3d-(.+)-(server|agent)-\d+$/.exec(name) ?? [];
  if (k3d) {
    return byTool("k3d image import", (image) => ["k3d", "image", "import", image, "-c", k3d]);
  }
  const profile = node?.metadata?.labels?.["minikube.k8s.io/name"];
  if (profile) {
    return byTool("minikube image load", (image) => [
      "minikube",
      "-p",
      profile,
      "image",
      "load",
      image,
    ]);
  }
  return undefined;
}
