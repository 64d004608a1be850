import { ContractFailure, type Target } from "@workshop/serving/http-contract";
import type Docker from "dockerode";
import { patientTarget } from "../api-target.ts";
import { dockerClient } from "./client.ts";
import { ContainerDidNotStart } from "./container-did-not-start.ts";
import { answerOf } from "./engine-lost.ts";
import { type Executed, execIn } from "./exec.ts";
import { type ContainerEnd, exitWords } from "./exit-words.ts";
import { type FileEntry, readTar } from "./files.ts";
import { type Listening, listeningIn, listeningOf, SOCKET_FILES } from "./listening.ts";
import { separated } from "./multiplexed.ts";
import { notTheSubmission } from "./not-the-submission.ts";
import { createOptions, PORT, type RunOptions } from "./run-options.ts";
import { shorten } from "./shorten.ts";

const LOG_LINES = 50;
/** The engine itself tries ten ports in a row; others may have them all. */
const STARTS = 3;
/** Where nobody listens: URLs with port 0 mean port 80 to HTTP clients. */
const CLOSED_PORT = 1;

/** Programs that print files, for engines whose processes this machine cannot see. */
const PRINT = 'process.argv.slice(1).forEach((file) => console.log(fs.readFileSync(file, "utf8")))';
const READERS = [["cat"], ["node", "-e", PRINT], ["/nodejs/bin/node", "-e", PRINT]];

/** A container, from `docker run` to `docker rm`. */
export class Container {
  readonly id: string;
  readonly image: string;
  readonly #container: Docker.Container;
  readonly #exited: Promise<ContainerEnd>;
  #port = 0;
  #ended: ContainerEnd | undefined;

  private constructor(container: Docker.Container, image: string) {
    this.#container = container;
    this.id = container.id;
    this.image = image;
    this.#exited = this.#wait();
    this.#exited.catch(() => {});
  }

  /**
   * Runs an image; port 8000 is published at a free port of 127.0.0.1. It does not wait for it to
   * answer.
   * @throws ContainerDidNotStart where the engine cannot run it; EngineLost
   */
  static async start(image: string, run: string, options: RunOptions = {}): Promise<Container> {
    const client = await dockerClient();
    for (let starts = 1; ; starts += 1) {
      let made: Docker.Container | undefined;
      try {
        made = await answerOf(client.createContainer(createOptions(image, run, options)));
        await answerOf(made.start());
      } catch (error) {
        await made?.remove({ force: true, v: true }).catch(() => {});
        if (starts < STARTS && foundNoPort(error)) continue;
        throw startFailure(error);
      }
      const container = new Container(made, image);
      await container.findPort();
      return container;
    }
  }

  /** A container that something else has started, such as docker compose. */
  static async attach(id: string): Promise<Container> {
    const client = await dockerClient();
    const found = client.getContainer(id);
    const { Config } = await answerOf(found.inspect());
    const container = new Container(found, Config.Image);
    await container.findPort();
    return container;
  }

  /** Where port 8000 is published; port 0 where it is not. */
  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port || CLOSED_PORT}`;
  }

  /** For the HTTP contract's cases; a refusal for lack of room is asked again, as checks share it. */
  get target(): Target {
    return patientTarget(this);
  }

  /** How its main process ended, in words, once it has. */
  ended(): string | undefined {
    return this.#ended && exitWords(this.#ended);
  }

  /** Settles when the main process has ended, and is not restarted. */
  get exited(): Promise<ContainerEnd> {
    return this.#exited;
  }

  /** Everything the engine knows of it: State.Health, RestartCount, HostConfig, … */
  inspect(): Promise<Docker.ContainerInspectInfo> {
    return answerOf(this.#container.inspect());
  }

  /** Its processes as the engine lists them: a row for each, under these titles. */
  async top(): Promise<{ titles: string[]; processes: string[][] }> {
    const { Titles, Processes } = await this.#running(this.#container.top());
    return { titles: Titles as string[], processes: Processes as string[][] };
  }

  /** The words of its main process; a health command may run beside it, with flags of its own. */
  async mainCommand(): Promise<string> {
    const { State } = await this.inspect();
    const { titles, processes } = await this.top();
    const column = (title: RegExp) => titles.findIndex((each) => title.test(each));
    const [pid, words] = [column(/^PID$/), column(/^(CMD|COMMAND)$/)];
    const main = processes.find((row) => row[pid] === String(State.Pid)) ?? processes[0];
    return main?.[words] ?? "";
  }

  /** The last lines of its stdout and stderr. */
  async logs(lines = LOG_LINES): Promise<string[]> {
    const bytes = await answerOf(
      this.#container.logs({ stdout: true, stderr: true, follow: false, tail: lines }),
    );
    return separated(bytes).trimEnd().split("\n").slice(-lines);
  }

  /** Sends its main process a signal, such as SIGTERM, SIGSTOP or SIGCONT. */
  async signal(name: NodeJS.Signals): Promise<void> {
    await this.#running(this.#container.kill({ signal: name }));
  }

  /** As docker stop: SIGTERM, and SIGKILL after so many seconds. */
  async stop(seconds = 10): Promise<void> {
    await answerOf(this.#container.stop({ t: seconds })).catch(unless(304));
  }

  /** Restarts it; the published port may be another one afterwards. */
  async restart(seconds = 10): Promise<void> {
    await answerOf(this.#container.restart({ t: seconds }));
    await this.findPort();
  }

  /** Runs a command inside; images without that command give exit code 126 or 127. */
  exec(
    command: readonly string[],
    options?: { user?: string; environment?: readonly string[] },
  ): Promise<Executed> {
    return this.#running(execIn(this.#container, command, options));
  }

  /** Every file in it, as docker export lists them; nothing inside has to help. */
  async files(): Promise<FileEntry[]> {
    return readTar(await answerOf(this.#container.export()));
  }

  /** Where its processes listen; undefined where that cannot be told. */
  async listening(): Promise<Listening[] | undefined> {
    const { State } = await this.inspect();
    if (!State.Running || State.Restarting) return undefined;
    const seen = await listeningOf(State.Pid, this.id);
    if (seen) return seen;
    const files = SOCKET_FILES.map((file) => `/proc/${file}`);
    for (const reader of READERS) {
      const { stdout } = await this.exec([...reader, ...files]);
      if (stdout !== "") return listeningIn(stdout);
    }
    return undefined;
  }

  /** Takes it away, whatever it does, with its anonymous volumes. */
  async remove(): Promise<void> {
    await answerOf(this.#container.remove({ force: true, v: true })).catch(unless(404, 409));
  }

  /** Not running is the submission's fault, whatever a check wanted of it. */
  async #running<T>(call: Promise<T>): Promise<T> {
    try {
      return await answerOf(call);
    } catch (error) {
      if ((error as { statusCode?: number }).statusCode !== 409) throw error;
      const { State } = await this.inspect();
      const words = exitWords({ exitCode: State.ExitCode, oomKilled: State.OOMKilled });
      throw new ContractFailure("the container to be running", `${State.Status}, ${words}`);
    }
  }

  async #wait(): Promise<ContainerEnd> {
    for (;;) {
      const { StatusCode } = await answerOf(this.#container.wait());
      const state = await this.inspect().then(
        ({ State }) => State,
        () => undefined,
      );
      // A restart policy has begun it anew, or is about to.
      if (state?.Running || state?.Restarting) continue;
      this.#ended = { exitCode: StatusCode, oomKilled: state?.OOMKilled ?? false };
      return this.#ended;
    }
  }

  /** Looks where port 8000 is published now: a restart may have moved it. */
  async findPort(): Promise<void> {
    const { NetworkSettings } = await this.inspect();
    this.#port = Number(NetworkSettings.Ports?.[`${PORT}/tcp`]?.[0]?.HostPort ?? 0);
  }
}

/** The ports that the engine tried were in use by something else on this machine. */
function foundNoPort(error: unknown): boolean {
  const { message } = error as { message?: string };
  return /address already in use|port is already allocated/.test(message ?? "");
}

function startFailure(error: unknown): unknown {
  const { statusCode, message } = error as { statusCode?: number; message: string };
  if (statusCode === undefined) return error;
  const words = shorten(message.replace(/^.*?OCI runtime create failed: /s, ""));
  return notTheSubmission(message) ?? new ContainerDidNotStart("the image's command to run", words);
}

function unless(...codes: readonly number[]): (error: unknown) => void {
  return (error) => {
    const { statusCode } = error as { statusCode?: number };
    if (!codes.includes(statusCode ?? 0)) throw error;
  };
}
