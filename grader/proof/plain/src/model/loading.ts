import type { Settings } from "../settings.ts";
import { type Model, readModel } from "./read-model.ts";

const AGAIN_MS = 2000;

/** The model once it is there, and until then why not. Tries again until it works. */
export class Loading {
  #model: Model | undefined;
  #reason = "it is being loaded";

  async start(settings: Settings): Promise<void> {
    try {
      this.#model = await readModel(settings);
    } catch (error) {
      this.#reason = (error as Error).message;
      process.stderr.write(`The model could not be loaded: ${this.#reason}\n`);
      setTimeout(() => void this.start(settings), AGAIN_MS).unref();
    }
  }

  get model(): Model | undefined {
    return this.#model;
  }

  get reason(): string {
    return this.#reason;
  }
}
