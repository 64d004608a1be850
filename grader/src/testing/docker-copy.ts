import type { ChildProcess } from "node:child_process";
import { readdirSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { dockerClient } from "../engines/docker/client.ts";
import { type Finished, finished, RepositoryCopy } from "./repository-copy.ts";

/** How many of each kind a process of the grader has left in Docker, and its temporary folders. */
export interface Remains {
  containers: number;
  networks: number;
  volumes: number;
  images: number;
  folders: number;
}

export const NOTHING: Remains = { containers: 0, networks: 0, volumes: 0, images: 0, folders: 0 };

/** A run of the command on a copied submission. */
export interface DockerRun extends Finished {
  /** What it printed, on one line each, without the wrapping of long ones. */
  words: string;
  remains: Remains;
}

/** A copy of this repository whose exercise 2 holds whatever a test submits. */
export class DockerCopy {
  readonly copy: RepositoryCopy;

  private constructor(copy: RepositoryCopy) {
    this.copy = copy;
  }

  static async make(): Promise<DockerCopy> {
    return new DockerCopy(await RepositoryCopy.make());
  }

  /** Puts files in the place of the learner's. */
  async submit(files: Readonly<Record<string, string>>): Promise<void> {
    const folder = this.copy.path("exercises", "02-docker");
    await rm(folder, { recursive: true, force: true });
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
  }

  /** `detached` gives it a process group of its own, as a terminal does. */
  start(only: string, env: NodeJS.ProcessEnv = {}, detached = false): ChildProcess {
    return this.copy.start(["exercise", "2", "--only", only], env, { detached });
  }

  /** Grades what was submitted last by one check, and by those it depends on. */
  async grade(only: string, env: NodeJS.ProcessEnv = {}): Promise<DockerRun> {
    return this.ended(this.start(only, env));
  }

  async ended(child: ChildProcess): Promise<DockerRun> {
    const done = await finished(child);
    const words = `${done.stdout}\n${done.stderr}`.replace(/\s+/g, " ");
    return { ...done, words, remains: await remainsOf(child) };
  }

  remove(): Promise<void> {
    return this.copy.remove();
  }
}

/** What there is of a process of the grader, whether it runs or not. */
export async function remainsOf({ pid }: ChildProcess): Promise<Remains> {
  const client = await dockerClient();
  const filters = { filters: { label: [`workshop.owner=${pid}`] } };
  const [containers, networks, { Volumes }, images] = await Promise.all([
    client.listContainers({ all: true, ...filters }),
    client.listNetworks(filters),
    client.listVolumes(filters),
    client.listImages(filters),
  ]);
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(`workshop-run-${pid}-`));
  return {
    containers: containers.length,
    networks: networks.length,
    volumes: (Volumes ?? []).length,
    images: images.length,
    folders: folders.length,
  };
}
