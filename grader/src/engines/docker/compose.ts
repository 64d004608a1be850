import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { CheckFailure } from "../../checks/check-failure.ts";
import { docker, type Said } from "./cli.ts";
import { type ComposeSource, readCompose } from "./compose-config.ts";
import { contained, projectOf } from "./compose-contained.ts";
import type { ComposeFile } from "./compose-file.ts";
import { notTheSubmission, unreachable } from "./not-the-submission.ts";
import { runFolder } from "./run-folder.ts";

const Row = z.object({
  ID: z.string(),
  Service: z.string(),
  State: z.string(),
  Health: z.string().default(""),
  ExitCode: z.number().default(0),
});

/** A container of a stack. */
export interface StackContainer {
  readonly id: string;
  readonly service: string;
  /** "running", "exited", … */
  readonly state: string;
  /** "healthy", "unhealthy", "starting"; empty without a health check. */
  readonly health: string;
  readonly exitCode: number;
}

const UP_MS = 240_000;

/** A compose project of a run: what `docker compose` does with the submission's file, contained. */
export class ComposeStack {
  /** The file as the submission wrote it, with short forms written out. */
  readonly file: ComposeFile;
  readonly project: string;
  readonly #folder: string;
  readonly #source: ComposeSource;

  private constructor(source: ComposeSource, file: ComposeFile, project: string, folder: string) {
    this.#source = source;
    this.file = file;
    this.project = project;
    this.#folder = folder;
  }

  /**
   * Reads and judges the file; starts nothing.
   * @throws CheckFailure, ComposeRefused
   */
  static async open(source: ComposeSource, run: string, part: string): Promise<ComposeStack> {
    const file = await readCompose(source);
    const folder = await runFolder(run);
    await writeFile(path.join(folder, "compose.json"), JSON.stringify(contained(file, run, part)));
    return new ComposeStack(source, file, projectOf(run, part), folder);
  }

  /**
   * Builds and starts it, and waits until what has a health check is healthy.
   * @throws CheckFailure with the log of what did not come up
   */
  async up(onProgress?: (text: string) => void): Promise<void> {
    const seconds = UP_MS / 1000;
    const said = await this.#compose(
      ["up", "--build", "--detach", "--wait", "--wait-timeout", String(seconds)],
      { deadlineMs: UP_MS + 10_000, ...(onProgress && { onLine: onProgress }) },
    );
    if (said.code === 0) return;
    const excuse = unreachable(said.stderr);
    if (excuse) throw excuse;
    const bad = (await this.containers()).filter(
      ({ state, health }) => state !== "running" || health === "unhealthy",
    );
    const words = bad.map(({ service, state, health, exitCode }) =>
      state === "running"
        ? `${service} is ${health}`
        : `${service} ${state} with exit code ${exitCode}`,
    );
    const lines = said.stderr.trim().split("\n").slice(-10);
    const logs = await Promise.all(bad.map(({ service }) => this.logs(service)));
    throw new CheckFailure(
      "docker compose up --wait to bring every service up",
      words.join(", ") || (lines.at(-1) ?? "nothing"),
      { lines: [...lines, ...logs.flat()] },
    );
  }

  /** Stops one service, as docker compose stop does. */
  async stop(service: string): Promise<void> {
    await this.#demand(["stop", service]);
  }

  /** Starts a service that was stopped; it does not wait for it to be healthy. */
  async start(service: string): Promise<void> {
    await this.#demand(["start", service]);
  }

  /** Runs a one-off container, such as the tests of a profile. */
  run(service: string, command: readonly string[] = [], profile?: string): Promise<Said> {
    const words = ["run", "--rm", "--no-TTY", "--build", service, ...command];
    return this.#compose([...(profile ? ["--profile", profile] : []), ...words], {
      deadlineMs: UP_MS,
    });
  }

  /** What runs, or ran, of it. */
  async containers(): Promise<StackContainer[]> {
    const { stdout } = await this.#demand(["ps", "--all", "--format", "json"]);
    const rows = stdout.trim().startsWith("[")
      ? (JSON.parse(stdout) as unknown[])
      : stdout.split("\n").flatMap((line) => (line.trim() ? [JSON.parse(line) as unknown] : []));
    return rows.map((row) => {
      const { ID, Service, State, Health, ExitCode } = Row.parse(row);
      return { id: ID, service: Service, state: State, health: Health, exitCode: ExitCode };
    });
  }

  /** Where a service's port is published; undefined where it is not. */
  async port(service: string, inside: number): Promise<number | undefined> {
    const { code, stdout } = await this.#compose(["port", service, String(inside)]);
    const port = Number(/:(\d+)\s*$/.exec(stdout)?.[1] ?? 0);
    return code === 0 && port > 0 ? port : undefined;
  }

  async logs(service: string, lines = 50): Promise<string[]> {
    const words = ["logs", "--no-color", "--no-log-prefix", "--tail", String(lines), service];
    const { stdout } = await this.#compose(words);
    return stdout.trimEnd().split("\n");
  }

  /** Takes down everything of it, volumes too. */
  async down(): Promise<void> {
    await this.#compose(
      ["--profile", "*", "down", "--volumes", "--remove-orphans", "--timeout", "2"],
      {
        whatever: true,
      },
    );
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #demand(words: readonly string[]): Promise<Said> {
    const said = await this.#compose(words);
    if (said.code !== 0) {
      throw new Error(
        `docker compose ${words[0]} failed: ${said.stderr.trim().split("\n").at(-1)}`,
      );
    }
    return said;
  }

  async #compose(
    words: readonly string[],
    options: { deadlineMs?: number; onLine?: (line: string) => void; whatever?: true } = {},
  ): Promise<Said> {
    const { whatever, ...rest } = options;
    const { signal } = this.#source;
    const file = path.join(this.#folder, "compose.json");
    const said = await docker(
      ["compose", "--project-name", this.project, "--file", file, "--progress", "plain", ...words],
      { cwd: this.#folder, deadlineMs: 60_000, ...rest, ...(signal && !whatever && { signal }) },
    );
    const excuse = said.code === 0 ? undefined : notTheSubmission(said.stderr);
    if (excuse) throw excuse;
    return said;
  }
}
