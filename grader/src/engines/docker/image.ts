import { createHash } from "node:crypto";
import { dockerClient } from "./client.ts";
import { answerOf } from "./engine-lost.ts";
import { type FileEntry, readTar } from "./files.ts";
import { labelsOf } from "./run-id.ts";

/** What an image says about itself. */
export interface ImageFacts {
  readonly id: string;
  /** Bytes of all its layers, unpacked. */
  readonly size: number;
  /** Empty where it names none: root. */
  readonly user: string;
  readonly environment: readonly string[];
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  /** The words of HEALTHCHECK: ["CMD", …], ["CMD-SHELL", …] or ["NONE"]; empty without one. */
  readonly healthcheck: readonly string[];
  readonly exposed: readonly string[];
  readonly volumes: readonly string[];
  /** Ids of its layers, from the base up. */
  readonly layers: readonly string[];
}

/** The grader's own labels are left out. */
export async function inspectImage(image: string): Promise<ImageFacts> {
  const client = await dockerClient();
  const { Id, Size, Config, RootFS } = await answerOf(client.getImage(image).inspect());
  const healthcheck = Config.Healthcheck;
  const own = Object.keys(labelsOf(""));
  return {
    id: Id,
    size: Size,
    user: Config.User ?? "",
    environment: Config.Env ?? [],
    entrypoint: [Config.Entrypoint ?? []].flat(),
    command: Config.Cmd ?? [],
    labels: Object.fromEntries(
      Object.entries(Config.Labels ?? {}).filter(([name]) => !own.includes(name)),
    ),
    healthcheck: healthcheck?.Test ?? [],
    exposed: Object.keys(Config.ExposedPorts ?? {}),
    volumes: Object.keys(Config.Volumes ?? {}),
    layers: RootFS.Layers ?? [],
  };
}

/**
 * The sha256, in hex, over all that containers of an image have from it. The labels of runs are left
 * out: a build has the same value in every run, though its id is another.
 */
export async function contentsOf(image: string): Promise<string> {
  const client = await dockerClient();
  const { Architecture, Config, Os, RootFS } = await answerOf(client.getImage(image).inspect());
  const { labels } = await inspectImage(image);
  const facts = [Os, Architecture, RootFS.Layers, { ...Config, Labels: labels }];
  return createHash("sha256").update(JSON.stringify(facts)).digest("hex");
}

/** One step of an image's history, the newest first. */
export interface HistoryEntry {
  readonly createdBy: string;
  readonly comment: string;
  /** Bytes it added. */
  readonly size: number;
}

export async function historyOf(image: string): Promise<HistoryEntry[]> {
  const client = await dockerClient();
  const entries: { CreatedBy?: string; Comment?: string; Size?: number }[] = await answerOf(
    client.getImage(image).history(),
  );
  return entries.map(({ CreatedBy = "", Comment = "", Size = 0 }) => ({
    createdBy: CreatedBy,
    comment: Comment,
    size: Size,
  }));
}

/** Every file a container of the image would see; nothing of it is run. */
export async function filesOfImage(image: string, run: string): Promise<FileEntry[]> {
  const client = await dockerClient();
  const container = await answerOf(
    client.createContainer({ Image: image, Labels: labelsOf(run), Cmd: ["none"] }),
  );
  try {
    return await readTar(await answerOf(container.export()));
  } finally {
    await container.remove({ force: true, v: true }).catch(() => {});
  }
}
