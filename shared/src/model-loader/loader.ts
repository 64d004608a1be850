import { ApiError } from "../errors/index.ts";
import type { Logger } from "../logging/index.ts";
import { ModelLoadError } from "./load-error.ts";
import { type OpenModelOptions, openModel } from "./open-model.ts";
import type { ServingModel } from "./serving-model.ts";
import type { ModelStore } from "./store.ts";

export interface ModelLoaderOptions extends OpenModelOptions {
  store: ModelStore;
  /** Alias, version or semver range. */
  selector: string;
  logger?: Logger;
  /** Told of every attempt, for metrics. */
  onLoad?: (outcome: "ok" | "failed", model?: ServingModel) => void;
}

/**
 * Holds the model that answers and replaces it without a pause: the next one is opened and warmed
 * beside it, then one assignment makes it current; requests that started on the old one finish
 * there. A next one that cannot be opened changes nothing.
 */
export class ModelLoader {
  readonly #options: ModelLoaderOptions;
  #current: ServingModel | undefined;
  #loading: Promise<ServingModel> | undefined;
  #closing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #lastError: ModelLoadError | undefined;

  constructor(options: ModelLoaderOptions) {
    this.#options = options;
  }

  /**
   * The model that answers now.
   * @throws ApiError `model-not-ready` before the first load.
   */
  get current(): ServingModel {
    if (this.#current) return this.#current;
    const detail = this.#lastError
      ? `The model could not be loaded: ${this.#lastError.reason}. The log says more.`
      : "No model is loaded yet.";
    throw new ApiError("model-not-ready", detail, { retryAfterSeconds: 1 });
  }

  /** The model that answers now, or undefined. */
  peek(): ServingModel | undefined {
    return this.#current;
  }

  /** Why the last attempt failed; undefined after a good one. */
  get lastError(): ModelLoadError | undefined {
    return this.#lastError;
  }

  /**
   * Resolves the selector and loads what it stands for, unless that answers already.
   * Calls that overlap share one attempt.
   * @throws ModelLoadError; the former model goes on answering.
   */
  load(): Promise<ServingModel> {
    this.#loading ??= this.#load().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  /** Looks every `seconds` whether the selector stands for another version. */
  watch(seconds: number): void {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => void this.load().catch(() => {}), seconds * 1000).unref();
  }

  /** Tries every `seconds` to load the first model, until that worked. */
  retry(seconds: number): void {
    clearInterval(this.#timer);
    const attempt = async () => {
      await this.load();
      clearInterval(this.#timer);
    };
    this.#timer = setInterval(() => void attempt().catch(() => {}), seconds * 1000).unref();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#loading?.catch(() => {});
    const last = this.#current;
    this.#current = undefined;
    await this.#closing;
    await last?.close();
  }

  async #load(): Promise<ServingModel> {
    const { store, selector, logger, onLoad } = this.#options;
    try {
      const version = await store.resolve(selector);
      if (this.#current?.version === version) {
        this.#lastError = undefined;
        return this.#current;
      }
      const next = await openModel(store, version, this.#options);
      const former = this.#current;
      this.#current = next;
      this.#lastError = undefined;
      if (former) this.#closing = this.#closing.then(() => former.close());
      logger?.info({ version, engine: next.engine, former: former?.version }, "model loaded");
      if (next.degraded) logger?.warn({ version }, "model serves without its feature store");
      onLoad?.("ok", next);
      return next;
    } catch (error) {
      const failure =
        error instanceof ModelLoadError
          ? error
          : new ModelLoadError("unreadable", `The model store failed: ${String(error)}`, {
              cause: error,
            });
      const repeated = this.#lastError?.message === failure.message;
      this.#lastError = failure;
      onLoad?.("failed");
      if (!repeated) {
        const serving = this.#current?.version;
        logger?.error({ reason: failure.reason, serving }, failure.message);
      }
      throw failure;
    }
  }
}
