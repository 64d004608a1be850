import type { BuiltImage } from "../engines/docker/build.ts";
import type { ComposeStack } from "../engines/docker/compose.ts";
import type { Container } from "../engines/docker/container.ts";
import type { RunOptions } from "../engines/docker/run-options.ts";
import type { ChosenApi } from "../grade/chosen-api.ts";

/** How an image is started for a check. */
export interface StartContainer extends RunOptions {
  /** What to start: a reference of an image; the submission's unless told. */
  image?: string;
  /** Wait for 200 at this path (/health/ready unless told), or return as soon as it runs. */
  wait?: string | false;
  /** How long to wait; 30 s unless told. */
  waitMs?: number;
}

/** A build of another context than the repository as it is. */
export interface Variant {
  /** Changes the copy of the repository that is built: plants a secret, touches a source. */
  change?: (folder: string) => Promise<void>;
  /** Build arguments on top of APP. */
  args?: Readonly<Record<string, string>>;
  /** Build anew each stage that fetches nothing from elsewhere; all, where there is none. */
  freshStages?: boolean;
  /** Build the supplied solution instead. */
  reference?: boolean;
  deadlineMs?: number;
}

export interface StartCompose {
  /** Variables for docker compose on top of those of .env. */
  environment?: Readonly<Record<string, string>>;
  /** Changes the copy of the repository that it is started from. */
  change?: (folder: string) => Promise<void>;
}

/** What a check of images and containers may use. Everything it starts is gone when it ends. */
export interface DockerContext {
  /** The submission's folder in the learner's checkout, to be read. */
  readonly folder: string;
  /** Whose API is in the image. */
  readonly api: ChosenApi;
  /** The id of this run, for what the engine's functions want to know. */
  readonly run: string;
  /**
   * The submission's image; it was built before the checks.
   * @throws BuildFailed, or NotRun
   */
  image(): Promise<BuiltImage>;
  /** The supplied solution's image. */
  reference(): Promise<BuiltImage>;
  /** A container of the submission that checks share; they leave it as they found it. */
  shared(): Promise<Container>;
  /** Runs the submission's image, for this check alone. */
  start(options?: StartContainer): Promise<Container>;
  /** Runs the supplied solution's image. */
  startReference(options?: StartContainer): Promise<Container>;
  /** Builds once more, from a changed copy of the repository. */
  build(variant: Variant): Promise<BuiltImage>;
  /** Builds whose layers are compared: meanwhile no check puts fresh ones into the cache. */
  keepingCache<T>(builds: () => Promise<T>): Promise<T>;
  /**
   * The submission's compose.yaml, judged and not started: call up() on it.
   * @throws ComposeRefused
   */
  compose(options?: StartCompose): Promise<ComposeStack>;
  /** A fresh folder for this check alone. */
  temporaryFolder(): Promise<string>;
  /** Keeps a file beside the result, in .workshop, where the learner finds it. */
  keep(name: string, text: string): void;
  /** Seeds whatever is random, so that --seed repeats a run. */
  readonly seed: number;
  /** Aborted at the check's deadline and on Ctrl-C. */
  readonly signal: AbortSignal;
  /** Says what a longer wait is for. */
  progress(text: string): void;
}
