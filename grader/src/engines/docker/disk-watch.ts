import { statfs } from "node:fs/promises";
import os from "node:os";
import process from "node:process";
import { dockerClient } from "./client.ts";
import { answerOf } from "./engine-lost.ts";

const INTERVAL_MS = 250;

/** How much a build may take of the disk of Docker's engine. */
export interface Room {
  /** Bytes that have to stay free: less, and the build is ended. */
  readonly least: number;
  /** Bytes from which on what is gone meanwhile is the build's own doing. */
  readonly taken: number;
}

export const ROOM: Room = { least: 512e6, taken: 2e9 };

/** Looks at the engine's disk while a build runs, where that disk is this machine's. */
export class DiskWatch {
  readonly #full = new AbortController();
  readonly #room: Room;
  readonly #timer: NodeJS.Timeout | undefined;
  readonly #began: number;
  #left: number;

  private constructor(folder: string | undefined, began: number, room: Room) {
    this.#room = room;
    this.#began = began;
    this.#left = began;
    if (folder === undefined) return;
    this.#timer = setInterval(() => void this.#look(folder), INTERVAL_MS).unref();
  }

  static async begin(room: Room): Promise<DiskWatch> {
    const folder = await folderOfImages();
    const free = folder === undefined ? undefined : await freeIn(folder);
    return new DiskWatch(free === undefined ? undefined : folder, free ?? 0, room);
  }

  /** Aborted as soon as less is left than has to be. */
  get full(): AbortSignal {
    return this.#full.signal;
  }

  /** Bytes that were left at the last look. */
  get left(): number {
    return this.#left;
  }

  /** Whether so much went since the beginning that the build has taken it. */
  get taken(): boolean {
    return this.#began - this.#left >= this.#room.taken;
  }

  end(): void {
    clearInterval(this.#timer);
  }

  async #look(folder: string): Promise<void> {
    const free = await freeIn(folder);
    // Ended for it, the build gives back what it took: what counts is what was left before.
    if (free === undefined || this.#full.signal.aborted) return;
    this.#left = free;
    if (free < this.#room.least) this.#full.abort();
  }
}

/** Undefined where the engine runs elsewhere, such as in a virtual machine. */
async function folderOfImages(): Promise<string | undefined> {
  if (!/^(unix:|$)/.test(process.env.DOCKER_HOST ?? "")) return undefined;
  const client = await dockerClient();
  const { DockerRootDir, Name } = (await answerOf(client.info())) as {
    DockerRootDir?: string;
    Name?: string;
  };
  return Name === os.hostname() ? DockerRootDir : undefined;
}

/** Bytes; undefined where it cannot be told. */
async function freeIn(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}
