import { z } from "zod";

const Line = z.object({
  vertexes: z
    .array(
      z.object({
        digest: z.string(),
        name: z.string().default(""),
        started: z.string().optional(),
        completed: z.string().optional(),
        cached: z.boolean().optional(),
        error: z.string().optional(),
      }),
    )
    .default([]),
  logs: z.array(z.object({ vertex: z.string(), data: z.string() })).default([]),
});

/** One step of a build as BuildKit tells it. */
export interface Vertex {
  /** Such as "[build 3/7] RUN npm ci". */
  readonly name: string;
  readonly digest: string;
  readonly cached: boolean;
  /** Milliseconds it took; 0 where it did not run. */
  readonly ms: number;
  readonly error?: string;
  /** The last lines it printed. */
  readonly output: readonly string[];
}

interface Seen {
  name: string;
  cached: boolean;
  ms: number;
  started: boolean;
  completed: boolean;
  error?: string;
  output: string;
}

const KEPT = 20_000;
const KEPT_LINES = 50;

/** Reads what `docker buildx build --progress=rawjson` writes, line by line. */
export class BuildLog {
  readonly #seen = new Map<string, Seen>();
  /** What was not JSON: the docker command's own words. */
  words = "";

  /** Returns what to show as progress, where there is something new. */
  read(line: string): string | undefined {
    const parsed = parse(line);
    if (!parsed) {
      this.words = `${this.words}${line}\n`.slice(-KEPT);
      return undefined;
    }
    let news: string | undefined;
    for (const { digest, name, started, completed, cached, error } of parsed.vertexes) {
      const seen = this.#of(digest);
      if (name) seen.name = name;
      if (started && !seen.started && !completed) news = seen.name;
      if (started) seen.started = true;
      if (completed) seen.completed = true;
      if (cached) seen.cached = true;
      if (started && completed)
        seen.ms = Math.max(seen.ms, Date.parse(completed) - Date.parse(started));
      if (error) seen.error = error;
    }
    for (const { vertex, data } of parsed.logs) {
      const seen = this.#of(vertex);
      const text = Buffer.from(data, "base64").toString("utf8");
      seen.output = `${seen.output}${text}`.slice(-KEPT);
      news = `${seen.name}: ${text.trim().split("\n").at(-1) ?? ""}`;
    }
    return news;
  }

  vertices(): Vertex[] {
    return [...this.#seen].map(([digest, { name, cached, ms, error, output }]) => ({
      name,
      digest,
      cached,
      ms,
      ...(error !== undefined && { error }),
      output: output.trimEnd().split("\n").slice(-KEPT_LINES),
    }));
  }

  /** The step that was under way when the build was ended. */
  open(): Vertex | undefined {
    const digests = [...this.#seen].filter(
      ([, { started, completed, error }]) =>
        started && (!completed || /context canceled/.test(error ?? "")),
    );
    const [digest] = digests.at(-1) ?? [];
    return this.vertices().find((vertex) => vertex.digest === digest);
  }

  #of(digest: string): Seen {
    const seen = this.#seen.get(digest) ?? {
      name: "",
      cached: false,
      ms: 0,
      started: false,
      completed: false,
      output: "",
    };
    this.#seen.set(digest, seen);
    return seen;
  }
}

function parse(line: string): z.infer<typeof Line> | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return Line.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
