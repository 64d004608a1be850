import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import type { Framework } from "../../frameworks.ts";
import { onNetwork, testCore } from "../targets.ts";

const AUTOCANNON = createRequire(import.meta.url).resolve("autocannon");

type Server = Awaited<ReturnType<typeof onNetwork>>;

/** The servers that a reader of the lesson would have, one at a time, and a folder for files. */
export class LessonServers {
  readonly #framework: Framework;
  #sandbox: string | undefined;
  #current: Server | undefined;

  constructor(framework: Framework) {
    this.#framework = framework;
  }

  /** The folder that stands for the root of the reader's copy wherever files are written. */
  async sandbox(): Promise<string> {
    this.#sandbox ??= await mkdtemp(path.join(tmpdir(), "workshop-lesson-"));
    return this.#sandbox;
  }

  get current(): Server {
    if (this.#current) return this.#current;
    throw new Error("no server was started");
  }

  /** Ends the server of before, as a reader does, and starts one with these settings. */
  async start(environment: NodeJS.ProcessEnv): Promise<void> {
    await this.#current?.close();
    this.#current = await onNetwork(this.#framework, await testCore(environment));
  }

  /** Runs autocannon on the current server for a second; returns what it prints. */
  async fire(words: readonly string[]): Promise<string> {
    const args = words.map((word, index) => {
      if (words[index - 1] === "--duration") return "1";
      return word.replace("http://127.0.0.1:8000", this.current.url);
    });
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [AUTOCANNON, ...args]);
    return stdout + stderr;
  }

  async close(): Promise<void> {
    await this.#current?.close();
    if (this.#sandbox) await rm(this.#sandbox, { recursive: true, force: true });
  }
}
