import { rm } from "node:fs/promises";
import type { CheckContext, StartApi } from "../checks/context.ts";
import { ApiDidNotStart, answers, settles } from "../engines/answers.ts";
import { patientTarget } from "../engines/api-target.ts";
import { runFolder } from "../engines/docker/run-folder.ts";
import { newRunId } from "../engines/docker/run-id.ts";
import { type ApiProcess, startApi } from "../engines/process.ts";
import { readableOutput } from "../engines/readable-output.ts";
import { NoStartScript, startCommand } from "../engines/start-command.ts";
import { CompileCaches, type Owner } from "./compile-caches.ts";
import type { ContextSession, SessionOptions } from "./session.ts";

/** Settings for every API the grader starts: quiet, and quick to give up on stalled requests. */
const QUIET = { LOG_LEVEL: "warn", REQUEST_TIMEOUT_MS: "2000" };

/** The processes of one grading: one API that checks share, and those they start for themselves. */
export class ApiSession implements ContextSession<CheckContext> {
  /** Names its temporary folders, so that the next run can tell whose they are. */
  readonly #run = newRunId();
  readonly #options: SessionOptions;
  readonly #started = new Set<ApiProcess>();
  readonly #caches = new CompileCaches(this.#run);
  #shared: ApiProcess | undefined;
  #counted: Promise<ApiProcess> | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /**
   * Starts the shared API, as npm start would, and lets it load its model.
   * @throws ApiDidNotStart
   */
  async open(): Promise<void> {
    this.#shared ??= await this.#start("submission", { wait: "none" });
    await this.#answers(this.#shared, "/health/live");
    await settles(this.#shared);
  }

  /** The last lines of the shared API. */
  output(): readonly string[] {
    return this.#shared?.output() ?? [];
  }

  /** What one check may use, and the way to end all that it started. */
  context(signal: AbortSignal): { context: CheckContext; close(): Promise<void> } {
    const started: ApiProcess[] = [];
    const folders: string[] = [];
    const track = async (api: Promise<ApiProcess>) => {
      started.push(await api);
      return api;
    };
    const { seed, folder, onProgress } = this.#options;
    const run = this.#run;
    const shared = () => {
      if (this.#shared) return this.#shared;
      throw new ApiDidNotStart("npm start to serve on PORT", "no process");
    };
    const context: CheckContext = {
      get api() {
        const api = shared();
        const lastWords = () => readableOutput(api.output(), folder);
        return { target: patientTarget(api, lastWords), url: api.url };
      },
      open: () => this.open(),
      start: (options) => track(this.#start("submission", options)),
      counted: () => {
        this.#counted ??= this.#start("submission");
        return this.#counted;
      },
      startReference: (options) => track(this.#start("reference", options)),
      async temporaryFolder() {
        const made = await runFolder(run);
        folders.push(made);
        return made;
      },
      seed,
      signal,
      progress: (text) => onProgress?.(text),
    };
    const close = async () => {
      await Promise.all(started.map((api) => this.#end(api)));
      await Promise.all(folders.map((each) => rm(each, { recursive: true, force: true })));
    };
    return { context, close };
  }

  /** Ends everything that was started. */
  async close(): Promise<void> {
    await Promise.all([...this.#started].map((api) => this.#end(api)));
    this.#shared = undefined;
    this.#counted = undefined;
    await this.#caches.close();
  }

  async #start(owner: Owner, options: StartApi = {}): Promise<ApiProcess> {
    const { environment = {}, cpu, wait = "ready" } = options;
    const folder = this.#options[owner === "submission" ? "folder" : "reference"];
    const cache = await this.#caches.environment(owner);
    const api = await startApi({
      folder,
      command: commandOf(folder),
      environment: { ...QUIET, ...cache, ...environment },
      ...(cpu !== undefined && { cpu }),
    });
    this.#started.add(api);
    try {
      if (wait === "ready") await this.#answers(api, "/health/ready");
      return api;
    } catch (error) {
      await this.#end(api);
      throw error;
    }
  }

  async #answers(api: ApiProcess, path: string): Promise<void> {
    try {
      await answers(api, path);
    } catch (error) {
      if (!(error instanceof ApiDidNotStart)) throw error;
      const output = readableOutput(error.output, this.#options.folder);
      throw new ApiDidNotStart(error.expected, error.received, output);
    }
  }

  async #end(api: ApiProcess): Promise<void> {
    await api.stop();
    this.#started.delete(api);
  }
}

function commandOf(folder: string) {
  try {
    return startCommand(folder);
  } catch (error) {
    if (error instanceof NoStartScript) {
      throw new ApiDidNotStart("npm start to run a server", error.message);
    }
    throw error;
  }
}
