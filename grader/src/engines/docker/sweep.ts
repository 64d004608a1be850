import os from "node:os";
import type Docker from "dockerode";
import { dockerClient } from "./client.ts";
import { answerOf } from "./engine-lost.ts";
import { endOrphans } from "./orphans.ts";
import { sweepFolders } from "./run-folder.ts";
import { ownerRuns } from "./run-id.ts";

/** How much of each kind was there. */
export interface Left {
  containers: number;
  networks: number;
  volumes: number;
  images: number;
}

type Labelled = { Labels?: Record<string, string> | null | undefined };
type Choice = (labels: Record<string, string>) => boolean;

const FILTERS = { filters: { label: ["workshop.run"] } };

/**
 * Removes what runs have left whose owner, on this machine, is gone; nothing else is touched, and
 * the build cache is kept.
 */
export async function sweep(): Promise<Left> {
  await endOrphans();
  await sweepFolders();
  const client = await dockerClient();
  return removeAll(
    client,
    (labels) =>
      labels["workshop.host"] === os.hostname() && !ownerRuns(labels["workshop.run"] ?? ""),
  );
}

/** Removes everything of one run. */
export async function removeRun(run: string): Promise<Left> {
  return removeAll(await dockerClient(), (labels) => labels["workshop.run"] === run);
}

/** Counts what there is of a run. */
export async function leftOf(run: string): Promise<Left> {
  const client = await dockerClient();
  const found = await list(client, (labels) => labels["workshop.run"] === run);
  return countOf(found);
}

async function list(client: Docker, choice: Choice) {
  const chosen = <T extends Labelled>(all: readonly T[]) =>
    all.filter(({ Labels }) => choice(Labels ?? {}));
  const [containers, networks, { Volumes }, images] = await Promise.all([
    answerOf(client.listContainers({ all: true, ...FILTERS })),
    answerOf(client.listNetworks(FILTERS)),
    answerOf(client.listVolumes(FILTERS)),
    answerOf(client.listImages(FILTERS)),
  ]);
  return {
    containers: chosen(containers),
    networks: chosen(networks),
    volumes: chosen(Volumes ?? []),
    images: chosen(images),
  };
}

async function removeAll(client: Docker, choice: Choice): Promise<Left> {
  const found = await list(client, choice);
  await Promise.all(
    found.containers.map(({ Id }) =>
      gone(client.getContainer(Id).remove({ force: true, v: true })),
    ),
  );
  await Promise.all(found.networks.map(({ Id }) => gone(client.getNetwork(Id).remove())));
  await Promise.all(found.volumes.map(({ Name }) => gone(client.getVolume(Name).remove())));
  // One after the other: two at once may fight over a layer they share.
  for (const { Id } of found.images) await gone(client.getImage(Id).remove({ force: true }));
  return countOf(found);
}

function countOf({
  containers,
  networks,
  volumes,
  images,
}: Awaited<ReturnType<typeof list>>): Left {
  return {
    containers: containers.length,
    networks: networks.length,
    volumes: volumes.length,
    images: images.length,
  };
}

/** Somebody else may have removed it, or be about to, such as a second grader that sweeps. */
const ELSEWHERE = [403, 404, 409];

async function gone(removal: Promise<unknown>): Promise<void> {
  try {
    await answerOf(removal);
  } catch (error) {
    const { statusCode } = error as { statusCode?: number };
    if (!ELSEWHERE.includes(statusCode ?? 0)) throw error;
  }
}
