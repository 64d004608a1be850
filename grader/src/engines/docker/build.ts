import { readFile } from "node:fs/promises";
import path from "node:path";
import { BuildFailed } from "./build-failed.ts";
import { BuildLog, type Vertex } from "./build-log.ts";
import { docker } from "./cli.ts";
import { dockerClient } from "./client.ts";
import { DiskWatch, ROOM, type Room } from "./disk-watch.ts";
import { answerOf } from "./engine-lost.ts";
import { explainBuild, type FailedBuild } from "./explain-build.ts";
import { localDownloads, localReason } from "./local-downloads.ts";
import { labelsOf, PREFIX } from "./run-id.ts";

export interface BuildOptions {
  /** The id of the run it belongs to. */
  run: string;
  /** The build context's folder. */
  context: string;
  /** The Dockerfile. */
  dockerfile: string;
  /** The end of its tag, unique within the run. */
  tag: string;
  args?: Readonly<Record<string, string>>;
  /** Build no step from the cache. */
  noCache?: boolean;
  /** Stages of which no step is built from the cache. */
  noCacheStages?: readonly string[];
  /** The stage to build, the last unless told. */
  target?: string;
  deadlineMs?: number;
  /** Bytes that the image may have, unpacked: checks read every file of it. */
  most?: number;
  /** What has to stay of the engine's disk. */
  room?: Room;
  signal?: AbortSignal;
  onProgress?: (text: string) => void;
}

/** An image that was built, with how. */
export interface BuiltImage {
  /** What to start: its tag. */
  readonly reference: string;
  /** sha256:… */
  readonly id: string;
  /** Every step of the build, in the order BuildKit told of them. */
  readonly vertices: readonly Vertex[];
  readonly ms: number;
}

export const BUILD_MS = 480_000;
const MOST = 4e9;

/**
 * Builds an image with BuildKit, as the docker command does.
 * @throws BuildFailed with the Dockerfile's line; NotRun where the submission cannot help it;
 * Interrupted.
 */
export async function build(options: BuildOptions): Promise<BuiltImage> {
  const { run, context, dockerfile, tag, signal, onProgress } = options;
  const { deadlineMs = BUILD_MS, most = MOST, room = ROOM } = options;
  const started = performance.now();
  const name = path.relative(context, dockerfile).split(path.sep).join("/");
  const text = await readFile(dockerfile, "utf8").catch(() => undefined);
  if (text === undefined) throw new BuildFailed(`there is no ${name}`, undefined);
  const [download] = localDownloads(text);
  if (download) {
    const { line, url } = download;
    throw new BuildFailed(`${name}:${line}: ${localReason(url)}; nothing was built`, line);
  }
  const reference = `${PREFIX}${run}:${tag}`;
  const log = new BuildLog();
  const disk = await DiskWatch.begin(room);
  const ended = (by: Pick<FailedBuild, "lateAfter" | "disk">) =>
    explainBuild({ log, dockerfile: text, name, ignoreFile: `${name}.dockerignore`, ...by });
  const said = await docker(wordsOf(options, reference), {
    cwd: context,
    deadlineMs,
    signal: AbortSignal.any([disk.full, ...(signal ? [signal] : [])]),
    onLine: (line) => {
      const news = log.read(line);
      if (news) onProgress?.(news.slice(0, 200));
    },
  })
    .catch((error: unknown) => {
      throw disk.full.aborted && !signal?.aborted ? ended({ disk }) : error;
    })
    .finally(() => disk.end());
  if (said.code !== 0) throw ended(said.late ? { lateAfter: deadlineMs / 1000 } : {});
  const client = await dockerClient();
  const { Id: id, Size: size } = await answerOf(client.getImage(reference).inspect());
  if (size > most) {
    const gigabytes = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;
    const received = `${name}: an image of ${gigabytes(size)}; it may have ${gigabytes(most)}`;
    throw new BuildFailed(received, undefined);
  }
  return { reference, id, vertices: log.vertices(), ms: performance.now() - started };
}

function wordsOf(options: BuildOptions, reference: string): string[] {
  const { run, context, dockerfile, args = {}, noCache, noCacheStages = [], target } = options;
  const pairs = (flag: string, of: Readonly<Record<string, string>>) =>
    Object.entries(of).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  return [
    ...["buildx", "build", "--progress=rawjson", "--load"],
    ...["--file", dockerfile, "--tag", reference],
    ...pairs("--build-arg", args),
    ...pairs("--label", labelsOf(run)),
    ...(noCache ? ["--no-cache"] : []),
    ...noCacheStages.flatMap((stage) => ["--no-cache-filter", stage]),
    ...(target ? ["--target", target] : []),
    context,
  ];
}
