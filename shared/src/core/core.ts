import { type PredictionCache, RedisPredictionCache } from "../cache/index.ts";
import type { Config } from "../config/index.ts";
import { ApiError } from "../errors/index.ts";
import { type FeatureStore, openFeatureStore } from "../feature-extractor/index.ts";
import { DOCS, openApiDocument } from "../http/index.ts";
import type { Logger } from "../logging/index.ts";
import { Metrics } from "../metrics-collector/index.ts";
import { FolderStore, ModelLoader, type OpenModelOptions } from "../model-loader/index.ts";
import { PredictionService } from "../prediction/index.ts";

const RETRY_SECONDS = 5;

/** One answered request, whatever framework carried it. */
export interface AnsweredRequest {
  method: string;
  /** The route's pattern, undefined where none matched. */
  route: string | undefined;
  status: number;
  seconds: number;
  requestId: string;
}

/** The parts of the serving core, wired together by configuration. An HTTP app puts routes on them. */
export class Core {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly models: ModelLoader;
  readonly predictions: PredictionService;
  readonly #cache: PredictionCache | undefined;
  readonly docs = DOCS;
  /** Set by whoever ends the process: readiness then says so. */
  accepting: () => boolean = () => true;
  #openApi: { version: string; text: string } | undefined;

  constructor(
    config: Config,
    logger: Logger,
    overrides: Pick<OpenModelOptions, "wrapEngine"> = {},
  ) {
    this.config = config;
    this.logger = logger;
    this.metrics = new Metrics({
      queueRows: () => this.models.peek()?.batcher.waitingRows ?? 0,
      trainedAt: () => {
        const trained = this.models.peek()?.metadata.trained_at;
        return trained ? new Date(trained) : undefined;
      },
    });
    this.models = new ModelLoader({
      store: new FolderStore(config.MODEL_DIR),
      selector: config.MODEL,
      engine: config.ENGINE,
      limits: { maxQueueRows: config.QUEUE_ROWS, maxQueueMs: config.QUEUE_MS },
      observer: this.metrics,
      featureStore: (name) => this.#featureStore(name),
      logger,
      onLoad: (outcome, model) => this.metrics.loaded(outcome, model),
      ...overrides,
    });
    if (config.CACHE_URL) {
      this.#cache = new RedisPredictionCache({
        url: config.CACHE_URL,
        ttlSeconds: config.CACHE_TTL_SECONDS,
        timeoutMs: config.CACHE_TIMEOUT_MS,
        observer: this.metrics.cache(),
        log: logger,
      });
    }
    this.predictions = new PredictionService({
      cache: this.#cache,
      models: this.models,
      deadlineMs: config.DEADLINE_MS,
      batchLimit: config.BATCH_LIMIT,
      onScore: (version, score) => this.metrics.scored(version, score),
    });
  }

  /**
   * Loads the model and, where configured, watches for the next one. A model that cannot be loaded
   * ends nothing: the reason is logged and stands in {@link ready}, and the load is tried again.
   */
  async start(): Promise<void> {
    const seconds = this.config.MODEL_RELOAD_SECONDS;
    try {
      await this.models.load();
    } catch {
      if (seconds === 0) this.models.retry(RETRY_SECONDS);
    }
    if (seconds > 0) this.models.watch(seconds);
  }

  /**
   * Whether traffic may come.
   * @throws ApiError `shutting-down` or `model-not-ready`.
   */
  ready(): { status: "ok"; model_version: string } {
    if (!this.accepting()) {
      throw new ApiError("shutting-down", "No new traffic, please.", { retryAfterSeconds: 1 });
    }
    return { status: "ok", model_version: this.models.current.version };
  }

  /** The OpenAPI document as JSON text. */
  openApi(): string {
    const { metadata, version } = this.models.current;
    if (this.#openApi?.version !== version) {
      const document = openApiDocument(metadata, this.config.BATCH_LIMIT);
      this.#openApi = { version, text: JSON.stringify(document) };
    }
    return this.#openApi.text;
  }

  /** Counts and logs one answered request. */
  answered(request: AnsweredRequest): void {
    const { method, route, status, seconds, requestId } = request;
    this.metrics.request(method, route, status, seconds);
    if (!this.logger.isLevelEnabled("info")) return;
    const line = { request_id: requestId, method, route, status, ms: seconds * 1000 };
    if (status >= 500) this.logger.warn(line, "request");
    else this.logger.info(line, "request");
  }

  async close(): Promise<void> {
    await this.models.close();
    await this.#cache?.close();
    this.metrics.close();
  }

  #featureStore(name: string): FeatureStore | undefined {
    try {
      return openFeatureStore(name, this.config.FEATURE_STORE);
    } catch (error) {
      this.logger.error({ store: name }, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }
}
