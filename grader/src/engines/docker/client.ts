import process from "node:process";
import type Docker from "dockerode";
import { ask } from "../ask-command.ts";

let made: { key: string; client: Promise<Docker> } | undefined;

/** The engine that the docker command speaks to: DOCKER_HOST, or the current context's. */
export function dockerClient(): Promise<Docker> {
  const key = `${process.env.DOCKER_HOST} ${process.env.DOCKER_CONTEXT}`;
  if (made?.key !== key) made = { key, client: connect() };
  return made.client;
}

async function connect(): Promise<Docker> {
  const { default: Docker } = await import("dockerode");
  if (process.env.DOCKER_HOST) return new Docker();
  const said = await ask("docker", "context", "inspect", "--format", "{{.Endpoints.docker.Host}}");
  const [, scheme, rest] = /^(unix|npipe):\/\/(.+)$/.exec(said.ok ? said.text : "") ?? [];
  if (rest)
    return new Docker({ socketPath: scheme === "npipe" ? rest.replaceAll("/", "\\") : rest });
  return new Docker();
}
