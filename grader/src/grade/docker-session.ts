import type { AnyCheck } from "../checks/check.ts";
import type { DockerContext } from "../checks/docker-context.ts";
import type { Container } from "../engines/docker/container.ts";
import { EngineLost } from "../engines/docker/engine-lost.ts";
import { EngineWatch } from "../engines/docker/engine-watch.ts";
import { leftInWords } from "../engines/docker/left-words.ts";
import { newRunId } from "../engines/docker/run-id.ts";
import { removeRun, sweep } from "../engines/docker/sweep.ts";
import type { Missing } from "../engines/missing.ts";
import { SUPPLIED_API } from "./chosen-api.ts";
import { type DockerShared, openDockerContext } from "./docker-check-context.ts";
import { DockerImages } from "./docker-images.ts";
import type { DockerSessionOptions } from "./docker-session-options.ts";
import type { ContextSession } from "./session.ts";

/** The images and containers of one grading. */
export class DockerSession implements ContextSession<DockerContext>, DockerShared {
  readonly run = newRunId();
  readonly options: DockerSessionOptions;
  readonly images: DockerImages;
  readonly #pending = new Set<Promise<void>>();
  #watch: EngineWatch | undefined;
  #shared: Promise<Container> | undefined;
  #output: readonly string[] = [];

  constructor(options: DockerSessionOptions) {
    this.options = options;
    this.images = new DockerImages(this.run, options);
  }

  /** Sweeps what a crash left, and builds the images; what goes wrong in a build, checks tell. */
  async prepare(checks: readonly AnyCheck[], signal: AbortSignal): Promise<void> {
    if (!checks.some(({ needs = [] }) => needs.includes("docker"))) return;
    const { onProgress, onNotice, api } = this.options;
    try {
      onProgress?.("removing what an earlier run left");
      const left = await sweep();
      if (Object.values(left).some((count) => count > 0)) {
        onNotice?.(
          `Removed ${leftInWords(left)} that a killed run had left; the build cache is kept.`,
        );
      }
      this.#watch = await EngineWatch.begin();
    } catch (error) {
      if (!(error instanceof EngineLost)) throw error;
      this.images.fail(error);
      return;
    }
    if (api !== SUPPLIED_API) onNotice?.(`The API in the image: ${api.because}.`);
    onProgress?.(`building: ${api.because}`);
    await this.images.build(signal);
  }

  /** Keeps the session open until something that was begun has ended, whoever waits for it. */
  track<T>(begun: Promise<T>): Promise<T> {
    const ended = begun.then(
      () => {},
      () => {},
    );
    this.#pending.add(ended);
    void ended.then(() => this.#pending.delete(ended));
    return begun;
  }

  context(signal: AbortSignal) {
    return openDockerContext(this, signal);
  }

  /** The container that checks share. */
  shared(start: () => Promise<Container>): Promise<Container> {
    this.#shared ??= start();
    return this.#shared;
  }

  /** Why a failure may be the engine's and not the submission's. */
  async unsound(): Promise<Missing | undefined> {
    const lost = await this.#watch?.lost();
    if (lost) return { reason: lost.message, cure: lost.cure };
    const shared = await this.#shared?.catch(() => undefined);
    this.#output = (await shared?.logs().catch(() => undefined)) ?? this.#output;
    return undefined;
  }

  output(): readonly string[] {
    return this.#output;
  }

  async close(): Promise<void> {
    this.#watch?.end();
    await this.images.close();
    await Promise.all(this.#pending);
    if (!this.#watch) return;
    try {
      await removeRun(this.run);
    } catch (error) {
      // The next run sweeps what an engine that is gone still holds.
      if (!(error instanceof EngineLost)) throw error;
    }
  }
}
