import type { Readable } from "node:stream";
import { dockerClient } from "./client.ts";
import { answerOf, EngineLost } from "./engine-lost.ts";

/** Notices that the engine stopped, even where it is back again: its event stream has ended. */
export class EngineWatch {
  readonly #events: Readable;
  #lost: EngineLost | undefined;

  private constructor(events: Readable) {
    this.#events = events;
    const ended = (why: string) => {
      this.#lost ??= new EngineLost(why);
    };
    events
      .on("error", ({ message }) => ended(message))
      .on("end", () => ended("it was stopped"))
      .on("close", () => ended("it was stopped"))
      .resume();
  }

  /** @throws EngineLost */
  static async begin(): Promise<EngineWatch> {
    const client = await dockerClient();
    const events = await answerOf(client.getEvents({ filters: { type: ["daemon"] } }));
    return new EngineWatch(events as Readable);
  }

  /** Why what happened since the beginning may be the engine's doing. */
  async lost(): Promise<EngineLost | undefined> {
    if (this.#lost) return this.#lost;
    try {
      const client = await dockerClient();
      await answerOf(client.ping());
      return undefined;
    } catch (error) {
      return error instanceof EngineLost ? error : new EngineLost(String(error));
    }
  }

  end(): void {
    this.#events.removeAllListeners("close").on("error", () => {});
    this.#events.destroy();
  }
}
