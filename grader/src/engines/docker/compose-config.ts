import { readFile } from "node:fs/promises";
import path from "node:path";
import { CheckFailure } from "../../checks/check-failure.ts";
import { docker } from "./cli.ts";
import type { Danger } from "./compose-danger.ts";
import { dangersIn } from "./compose-dangers.ts";
import { ComposeFile } from "./compose-file.ts";
import { ComposeRefused } from "./compose-refusal.ts";
import { outsideSources } from "./compose-sources.ts";
import { localDownloads, localReason } from "./local-downloads.ts";
import { yamlLines } from "./yaml-line.ts";

export interface ComposeSource {
  /** The folder of compose.yaml; bind mounts may come from there. */
  folder: string;
  /** The repository's root, where builds take their context from. */
  root: string;
  /** Variables on top of those of .env. */
  environment?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

const NAMES = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"];

/**
 * Reads a compose file, all profiles with it, as docker compose understands it. Nothing is started,
 * and no file outside the repository is read.
 * @throws CheckFailure where docker compose cannot read it; ComposeRefused, with the line, where it
 * would give its containers a hold on this machine.
 */
export async function readCompose(source: ComposeSource): Promise<ComposeFile> {
  const { folder, root, environment, signal } = source;
  const { name, text } = await find(folder);
  const outside = await outsideSources(path.join(folder, name), root);
  if (outside.length > 0) throw new ComposeRefused(outside);
  const words = ["compose", "--project-directory", folder, "--file", path.join(folder, name)];
  const said = await docker([...words, "--profile", "*", "config", "--format", "json"], {
    cwd: folder,
    ...(environment && { environment }),
    ...(signal && { signal }),
    deadlineMs: 60_000,
  });
  if (said.code !== 0) {
    const lines = said.stderr.trim().split("\n");
    throw new CheckFailure(`a ${name} that docker compose can read`, lines.at(-1) ?? "", { lines });
  }
  const file = ComposeFile.parse(JSON.parse(said.stdout));
  const lineOf = yamlLines(text);
  const dangers = [...dangersIn(file, { folder, context: root }), ...(await inDockerfiles(file))];
  if (dangers.length > 0) {
    throw new ComposeRefused(
      dangers.map(({ at, reason }) => `${name}:${lineOf(at) ?? "?"}: ${reason}`),
    );
  }
  return file;
}

/** What the Dockerfiles of its services would fetch. */
async function inDockerfiles({ services }: ComposeFile): Promise<Danger[]> {
  const found = Object.entries(services).map(async ([name, { build }]) => {
    if (!build?.context) return [];
    const { context, dockerfile = "Dockerfile", dockerfile_inline: inline } = build;
    const text =
      inline ?? (await readFile(path.resolve(context, dockerfile), "utf8").catch(() => ""));
    return localDownloads(text).map(({ url }) => ({
      at: ["services", name, "build"],
      reason: `service ${name} builds an image with an ${localReason(url)}`,
    }));
  });
  return (await Promise.all(found)).flat();
}

async function find(folder: string): Promise<{ name: string; text: string }> {
  for (const name of NAMES) {
    const text = await readFile(path.join(folder, name), "utf8").catch(() => undefined);
    if (text !== undefined) return { name, text };
  }
  throw new CheckFailure("a compose.yaml", "none in the exercise's folder", {});
}
