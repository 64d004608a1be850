import process from "node:process";
import { NotRun } from "../../../checks/undecided.ts";
import type { Cluster } from "../cluster.ts";
import { nodesOf, openNodes } from "../nodes.ts";
import { type ImageAdapter, OTHER_WAYS } from "./adapter.ts";
import { adapterFor, byCommand, byRegistry, SHARED } from "./adapters.ts";
import { lacksImage, mayHave } from "./prove-image.ts";

export interface LoadOptions {
  /** The run that the proof's namespace belongs to. */
  readonly run: string;
  /** Leave an image alone that every node has already; not for one that is built anew. */
  readonly reuse?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((text: string) => void) | undefined;
}

/** The adapter that the environment names, or else the one that the cluster's looks ask for. */
export async function chooseAdapter(cluster: Cluster): Promise<ImageAdapter> {
  const { WORKSHOP_LOAD_IMAGE: command, WORKSHOP_REGISTRY: registry } = process.env;
  if (command) return byCommand(command, process.env.WORKSHOP_REMOVE_IMAGE);
  if (registry) return byRegistry(registry);
  return adapterFor(cluster.context, await nodesOf(cluster)) ?? SHARED;
}

/**
 * Brings an image from Docker into the cluster, and proves that every node can start it.
 * Returns the name that pods must use.
 * @throws NotRun that says which adapter to set, or what closes the nodes
 */
export async function loadImage(
  cluster: Cluster,
  image: string,
  { run, reuse, signal, onProgress }: LoadOptions,
): Promise<string> {
  const open = async () => openNodes(cluster.context, await nodesOf(cluster));
  const before = await open();
  if (reuse && before.every((node) => mayHave(node, image))) {
    if ((await lacksImage(cluster, run, image, before, false, signal)) === undefined) return image;
  }
  const adapter = await chooseAdapter(cluster);
  onProgress?.(`bringing the image into ${cluster.context}: ${adapter.name}`);
  const reference = await adapter.load(image, signal);
  const pull = reference !== image;
  const why = await lacksImage(cluster, run, reference, await open(), pull, signal);
  if (why === undefined) return reference;
  throw new NotRun(
    `The cluster ${cluster.context} has no image ${reference} after ${adapter.name}: ${why}`,
    OTHER_WAYS,
  );
}
