import { createInterface, type Interface } from "node:readline";
import type { Readable } from "node:stream";
import { dockerClient } from "./client.ts";
import { answerOf } from "./engine-lost.ts";

/** Sees each time a container's main process ends, or the kernel ends something in it for memory. */
export class DeathWatch {
  readonly #events: Readable;
  readonly #lines: Interface;
  readonly #exitCodes: number[] = [];
  #outOfMemory = false;

  private constructor(events: Readable) {
    this.#events = events;
    events.on("error", () => {});
    this.#lines = createInterface({ input: events }).on("line", (line) => {
      const { Action, Actor } = JSON.parse(line) as {
        Action: string;
        Actor: { Attributes: { exitCode?: string } };
      };
      if (Action === "oom") this.#outOfMemory = true;
      if (Action === "die") this.#exitCodes.push(Number(Actor.Attributes.exitCode));
    });
  }

  /** @throws EngineLost */
  static async begin(container: string): Promise<DeathWatch> {
    const client = await dockerClient();
    const filters = { container: [container], event: ["oom", "die"] };
    return new DeathWatch((await answerOf(client.getEvents({ filters }))) as Readable);
  }

  /** Of its main process, one for each time that it ended. */
  get exitCodes(): readonly number[] {
    return this.#exitCodes;
  }

  /** The kernel has ended a process in it because memory went out. */
  get outOfMemory(): boolean {
    return this.#outOfMemory;
  }

  end(): void {
    // What has come of an event that is under way is no line.
    this.#lines.removeAllListeners("line").close();
    this.#events.destroy();
  }
}
