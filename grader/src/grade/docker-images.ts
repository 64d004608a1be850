import { rm } from "node:fs/promises";
import path from "node:path";
import type { Variant } from "../checks/docker-context.ts";
import { type BuiltImage, build } from "../engines/docker/build.ts";
import { BuildFailed } from "../engines/docker/build-failed.ts";
import { Interrupted } from "../verdict/judge.ts";
import { SUPPLIED_API } from "./chosen-api.ts";
import { copyContext } from "./context-copy.ts";
import type { DockerSessionOptions } from "./docker-session-options.ts";
import { freshStages } from "./fresh-stages.ts";
import { placeOf } from "./place.ts";
import { printable } from "./printable.ts";
import { Turns } from "./turns.ts";

type Of = "submission" | "reference";

/** The two images of a grading, and the variants of them that checks ask for. */
export class DockerImages {
  readonly #run: string;
  readonly #options: DockerSessionOptions;
  readonly #built = new Map<Of, Promise<BuiltImage>>();
  readonly #cache = new Turns();
  #variants = 0;

  constructor(run: string, options: DockerSessionOptions) {
    this.#run = run;
    this.#options = options;
  }

  /** Builds them; a failure is kept for whoever asks for the image. */
  async build(
    signal: AbortSignal,
    wanted: readonly Of[] = ["submission", "reference"],
  ): Promise<void> {
    for (const whose of wanted) {
      const built = this.#build(whose, whose, {}, signal);
      this.#built.set(whose, built);
      const failed = await built.then(
        () => undefined,
        (error: unknown) => error,
      );
      if (failed instanceof Interrupted) throw failed;
      if (failed) return;
    }
  }

  /** There is no engine to build with. */
  fail(error: Error): void {
    for (const whose of ["submission", "reference"] as const) {
      const failed = Promise.reject(error);
      failed.catch(() => {});
      this.#built.set(whose, failed);
    }
  }

  get(of: Of): Promise<BuiltImage> {
    const built = this.#built.get(of);
    return built ?? Promise.reject(new Error(`The ${of}'s image was not built.`));
  }

  variant(variant: Variant, signal: AbortSignal): Promise<BuiltImage> {
    this.#variants += 1;
    const of = variant.reference ? "reference" : "submission";
    const tag = `variant-${this.#variants}`;
    const begin = () => this.#build(of, tag, variant, signal);
    return variant.freshStages ? this.#cache.take(begin, signal) : begin();
  }

  /** While `work` goes on, no fresh stage takes the place of a layer in the cache. */
  keepingCache<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return this.#cache.take(work, signal);
  }

  /** A copy of the repository with the submission or the solution in its place. */
  async copy(of: Of, change?: Variant["change"]): Promise<{ root: string; folder: string }> {
    const from = of === "submission" ? this.#options.folder : this.#options.reference;
    const place = placeOf(from);
    const root = await copyContext({ run: this.#run, folder: from, place });
    await change?.(root);
    return { root, folder: path.join(root, place) };
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#built.values());
    this.#built.clear();
  }

  async #build(of: Of, tag: string, variant: Variant, signal: AbortSignal): Promise<BuiltImage> {
    const { api, onProgress } = this.#options;
    const { root, folder } = await this.copy(of, variant.change);
    const { workspace } = of === "submission" ? api : SUPPLIED_API;
    const fresh = variant.freshStages ? await freshStages(this.#run, folder) : undefined;
    try {
      return await build({
        run: this.#run,
        context: root,
        dockerfile: path.join(folder, "Dockerfile"),
        ...fresh?.options,
        tag,
        args: { APP: workspace, ...variant.args },
        signal,
        ...(variant.deadlineMs !== undefined && { deadlineMs: variant.deadlineMs }),
        onProgress: (text) => onProgress?.(printable(`building the ${of}: ${text}`)),
      });
    } catch (error) {
      if (of === "reference" || !(error instanceof BuildFailed)) throw error;
      throw error.received.includes(workspace) ? error.with(`APP: ${api.because}`) : error;
    } finally {
      for (const each of [root, fresh?.folder ?? root]) {
        await rm(each, { recursive: true, force: true });
      }
    }
  }
}
