import type { V1Node, V1Pod } from "@kubernetes/client-node";
import { CheckFailure } from "../../../checks/check-failure.ts";
import type { Cluster } from "../cluster.ts";
import { troublesOf } from "../pod-trouble.ts";
import { RunNamespace } from "../run-namespace.ts";
import { smallPod } from "../small-pod.ts";

const DEADLINE_MS = 60_000;
const NO_IMAGE = new Set([
  "ErrImageNeverPull",
  "ErrImagePull",
  "ImagePullBackOff",
  "InvalidImageName",
]);

/** How many images a node lists unless its kubelet is told otherwise (nodeStatusMaxImages), big ones first. */
const LISTED = 50;

/** Whether a node says that it has an image, or lists so many others that it may have it. */
export function mayHave(node: V1Node, image: string): boolean {
  return lists(node, image) || (node.status?.images ?? []).length >= LISTED;
}

function lists({ status }: V1Node, image: string): boolean {
  const names = (status?.images ?? []).flatMap((each) => each.names ?? []);
  return [image, `docker.io/${image}`, `docker.io/library/${image}`].some((name) =>
    names.includes(name),
  );
}

/**
 * Proves that every node can start a container of an image, by a pod on each. Returns why not, or
 * undefined.
 * @param pull whether nodes may fetch it
 */
export async function lacksImage(
  cluster: Cluster,
  run: string,
  image: string,
  nodes: readonly V1Node[],
  pull: boolean,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const names = nodes
    .filter((node) => !lists(node, image))
    .map(({ metadata }) => metadata?.name ?? "");
  if (names.length === 0) return undefined;
  const namespace = await RunNamespace.create(cluster, run, "restricted");
  try {
    const imagePullPolicy = pull ? "IfNotPresent" : "Never";
    const pods = names.map((node, index) =>
      smallPod({ name: `image-${index}`, image, imagePullPolicy, node }),
    );
    await Promise.all(pods.map((pod) => namespace.add("Pod", pod)));
    let missing: string | undefined;
    await namespace.until({
      what: `every node to start ${image}`,
      kinds: ["Pod"],
      deadlineMs: DEADLINE_MS,
      signal,
      probe({ Pod }) {
        const troubles = Pod.flatMap(troublesOf).filter(({ reason }) => NO_IMAGE.has(reason));
        missing = troubles[0]?.words;
        const started = Pod.filter(hasImage).length;
        return (
          missing !== undefined || started === names.length || `${started} of ${names.length} have`
        );
      },
    });
    return missing;
  } catch (error) {
    if (error instanceof CheckFailure) return error.received;
    throw error;
  } finally {
    await namespace.discard();
  }
}

/** A container that has an image's id was made from it, whatever became of it. */
function hasImage({ status }: V1Pod): boolean {
  const [container] = status?.containerStatuses ?? [];
  const { running, terminated } = container?.state ?? {};
  return (
    container?.imageID !== "" &&
    (running ?? terminated ?? container?.lastState?.terminated) !== undefined
  );
}
