import { rm } from "node:fs/promises";
import type { DockerContext, StartContainer } from "../checks/docker-context.ts";
import { ComposeStack } from "../engines/docker/compose.ts";
import { Container } from "../engines/docker/container.ts";
import { runFolder } from "../engines/docker/run-folder.ts";
import { serves } from "../engines/docker/serving.ts";
import type { DockerImages } from "./docker-images.ts";
import type { DockerSessionOptions } from "./docker-session-options.ts";

/** What the checks of one grading share. */
export interface DockerShared {
  readonly run: string;
  readonly options: DockerSessionOptions;
  readonly images: DockerImages;
  /** Keeps the grading open until something that was begun has ended, whoever waits for it. */
  track<T>(begun: Promise<T>): Promise<T>;
  /** The container that checks share. */
  shared(start: () => Promise<Container>): Promise<Container>;
}

let stacks = 0;

/** What one check may use, and the way to end all that it started. */
export function openDockerContext(session: DockerShared, signal: AbortSignal) {
  const { run, images } = session;
  const { folder, api, seed, onProgress } = session.options;
  const containers: Container[] = [];
  const composed: ComposeStack[] = [];
  const folders: string[] = [];

  const start = (image: string, options: StartContainer, kept: Container[]) =>
    session.track(begin(image, options, kept));
  const begin = async (image: string, options: StartContainer, kept: Container[]) => {
    const { image: _image, wait = "/health/ready", waitMs, ...rest } = options;
    // A check that was ended may go on for a while.
    signal.throwIfAborted();
    const container = await Container.start(image, run, rest);
    kept.push(container);
    const deadline = waitMs === undefined ? {} : { deadlineMs: waitMs };
    if (wait !== false) await serves(container, { path: wait, signal, ...deadline });
    return container;
  };

  const context: DockerContext = {
    folder,
    api,
    run,
    image: () => images.get("submission"),
    reference: () => images.get("reference"),
    shared: () =>
      session.shared(async () => start((await images.get("submission")).reference, {}, [])),
    start: async (options = {}) =>
      start(options.image ?? (await images.get("submission")).reference, options, containers),
    startReference: async (options = {}) =>
      start((await images.get("reference")).reference, options, containers),
    build: (variant) => session.track(images.variant(variant, signal)),
    keepingCache: (builds) => images.keepingCache(builds, signal),
    async compose({ environment, change } = {}) {
      signal.throwIfAborted();
      const copy = await images.copy("submission", change);
      folders.push(copy.root);
      stacks += 1;
      const source = { ...copy, environment: { APP: api.workspace, ...environment }, signal };
      const stack = await ComposeStack.open(source, run, `stack${stacks}`);
      composed.push(stack);
      return stack;
    },
    async temporaryFolder() {
      const made = await runFolder(run);
      folders.push(made);
      return made;
    },
    keep: (name, text) => session.options.onFile?.(name, text),
    seed,
    signal,
    progress: (text) => onProgress?.(text),
  };
  const close = async () => {
    const ends = [
      ...composed.map((stack) => stack.down()),
      ...containers.map((container) => container.remove()),
    ];
    // What an engine that is gone keeps, the next run sweeps.
    await Promise.allSettled(ends);
    await Promise.all(folders.map((each) => rm(each, { recursive: true, force: true })));
  };
  return { context, close };
}
