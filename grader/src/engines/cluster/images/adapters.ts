import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { V1Node } from "@kubernetes/client-node";
import type { ImageAdapter } from "./adapter.ts";
import { runTool, type Tool } from "./run-tool.ts";

type Tools = (image: string) => readonly Tool[];

function byTools(name: string, load: Tools, remove?: Tools): ImageAdapter {
  const run = async (tools: readonly Tool[], signal?: AbortSignal) => {
    for (const tool of tools) await runTool(tool, signal);
  };
  return {
    name,
    async load(image, signal) {
      await run(load(image), signal);
      return image;
    },
    ...(remove && { remove: (image, signal) => run(remove(image), signal) }),
  };
}

/** Commands of the user's, each with the image's name as its last argument. */
export function byCommand(load: string, remove?: string): ImageAdapter {
  const words = (command: string) => (image: string) => [{ shell: `${command} ${image}` }];
  return byTools("WORKSHOP_LOAD_IMAGE", words(load), remove ? words(remove) : undefined);
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

/** The containerd of K3s in a container of Docker, whose node is called as the container is. */
function byContainerd(container: string): ImageAdapter {
  return {
    name: "ctr images import",
    async load(image, signal) {
      const folder = await mkdtemp(path.join(tmpdir(), "workshop-image-"));
      const archive = path.join(folder, "image.tar");
      const there = "/image.tar";
      const ctr = ["ctr", "--namespace", "k8s.io", "images", "import", there] as const;
      try {
        await runTool(["docker", "save", "--output", archive, image], signal);
        await runTool(["docker", "cp", "--quiet", archive, `${container}:${there}`], signal);
        await runTool(["docker", "exec", container, ...ctr], signal);
        await runTool(["docker", "exec", container, "rm", there], signal);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
      return image;
    },
  };
}

/** The adapter that a cluster's nodes ask for; undefined where they tell nothing. */
export function adapterFor(context: string, nodes: readonly V1Node[]): ImageAdapter | undefined {
  const [node] = nodes;
  const name = node?.metadata?.name ?? "";
  // Docker Desktop may run its cluster by kind, and shares its images then too.
  if (/^docker-(for-)?desktop$/.test(context)) return SHARED;
  // The nodes of kind and k3d are containers of their names.
  const inNodes: Tools = (image) =>
    nodes.map(({ metadata }) => ["docker", "exec", metadata?.name ?? "", "crictl", "rmi", image]);
  const [, kind] = /^kind:\/\/[^/]+\/([^/]+)\//.exec(node?.spec?.providerID ?? "") ?? [];
  if (kind) {
    const load: Tools = (image) => [["kind", "load", "docker-image", image, "--name", kind]];
    return byTools("kind load docker-image", load, inNodes);
  }
  const [, k3d] = /^k3d-(.+)-(server|agent)-\d+$/.exec(name) ?? [];
  if (k3d) {
    const load: Tools = (image) => [["k3d", "image", "import", image, "-c", k3d]];
    return byTools("k3d image import", load, inNodes);
  }
  const [, container] = /^k3s:\/\/([0-9a-f]{12})$/.exec(node?.spec?.providerID ?? "") ?? [];
  if (container) return byContainerd(container);
  const profile = node?.metadata?.labels?.["minikube.k8s.io/name"];
  if (profile) {
    const word =
      (what: string): Tools =>
      (image) => [["minikube", "-p", profile, "image", what, image]];
    return byTools("minikube image load", word("load"), word("rm"));
  }
  return undefined;
}
