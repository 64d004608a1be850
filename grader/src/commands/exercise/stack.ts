import path from "node:path";
import { z } from "zod";
import { type Exercise, folderOf } from "../../course/exercises.ts";
import { ROOT } from "../../course/root.ts";
import { type CommandOptions, docker } from "../../engines/docker/cli.ts";
import { ENGINES } from "../../engines/engine.ts";
import { UserError } from "../../usage-error.ts";

const Rows = z.array(
  z.object({
    Service: z.string(),
    Publishers: z.array(z.object({ TargetPort: z.number(), PublishedPort: z.number() })).nullish(),
  }),
);

/** A service's published port, as it is seen from this machine. */
export interface Published {
  readonly service: string;
  readonly port: number;
}

/** The learner's own stack of containers, under their own names. */
export class LearnersStack {
  /** As a command takes it: relative to the repository's root. */
  readonly file: string;

  private constructor(file: string) {
    this.file = file;
  }

  /** @throws UserError where there is no Docker to run it */
  static async of(exercise: Exercise): Promise<LearnersStack> {
    const missing = await ENGINES.docker.missing();
    if (missing) throw new UserError(`${missing.reason}. ${missing.cure}`);
    const file = path.join(folderOf(exercise, "exercises"), exercise.stacks?.file ?? "");
    return new LearnersStack(path.relative(ROOT, file).split(path.sep).join("/"));
  }

  /**
   * Builds and starts it with the API of the folder `app`, and waits for what has a health check.
   * Returns what it publishes.
   */
  async up(app: string, onLine: (line: string) => void, signal: AbortSignal): Promise<Published[]> {
    const environment = { APP: app };
    await this.#compose(["up", "--build", "--detach", "--wait"], { environment, onLine, signal });
    const { stdout } = await this.#compose(["ps", "--format", "json"], { signal });
    const rows = stdout.trim().startsWith("[") ? stdout : `[${stdout.trim().replace(/\n/g, ",")}]`;
    const found = Rows.parse(JSON.parse(rows)).flatMap(({ Service, Publishers }) =>
      (Publishers ?? []).map(({ PublishedPort }) => ({ service: Service, port: PublishedPort })),
    );
    return found.filter(
      ({ port }, index) => port > 0 && found.findIndex((each) => each.port === port) === index,
    );
  }

  /** Takes it down; volumes stay. */
  async down(onLine: (line: string) => void, signal: AbortSignal): Promise<void> {
    await this.#compose(["down", "--remove-orphans"], { onLine, signal });
  }

  async #compose(
    words: readonly string[],
    options: Pick<CommandOptions, "environment" | "onLine"> & { signal: AbortSignal },
  ) {
    const said = await docker(["compose", "--file", this.file, ...words], {
      cwd: ROOT,
      ...options,
    });
    if (said.code === 0) return said;
    const lines = said.stderr.trim().split("\n").slice(-10).join("\n");
    throw new UserError(`docker compose ${words[0]} failed (${this.file}):\n${lines}`);
  }
}
