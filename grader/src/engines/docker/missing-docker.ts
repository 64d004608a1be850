import { ask } from "../ask-command.ts";
import type { Missing } from "../missing.ts";
import { saysNoEngine } from "./engine-lost.ts";

const PLUGINS = {
  // The first with --progress=rawjson.
  buildx: { lowest: "0.13.0", where: "https://github.com/docker/buildx#installing" },
  compose: { lowest: "2.20.0", where: "https://docs.docker.com/compose/install/" },
} as const;

export type Plugin = keyof typeof PLUGINS;

/** Why exercises with containers cannot be graded here, and the cure; undefined where they can. */
export async function missingDocker(): Promise<Missing | undefined> {
  const engine = await ask("docker", "version", "--format", "{{.Server.Os}}");
  if (!engine.ok) return explainSilence(engine.why);
  if (engine.text !== "linux") {
    const cure = "Switch Docker Desktop to Linux containers (its menu in the task bar).";
    return { reason: `Docker runs ${engine.text} containers`, cure };
  }
  return (await missingPlugin("buildx")) ?? (await missingPlugin("compose"));
}

/** What a docker command's last words mean where it found no engine. */
export function explainSilence(words: string): Missing {
  if (/no docker on the PATH/.test(words)) {
    const cure = "Install Docker Desktop or Docker Engine: https://docs.docker.com/get-docker/.";
    return { reason: "no docker command on the PATH", cure };
  }
  if (/permission denied/i.test(words)) {
    const cure = "sudo usermod -aG docker $USER, then log out and in again.";
    return { reason: "this user may not use Docker's socket", cure };
  }
  if (/does not answer/.test(words)) {
    const cure = "Restart Docker Desktop or the docker service.";
    return { reason: "Docker's engine does not answer within 8 s", cure };
  }
  if (saysNoEngine(words)) {
    const cure = "Start Docker Desktop, or sudo systemctl start docker.";
    return { reason: "Docker's engine does not run", cure };
  }
  return { reason: `docker version fails: ${words}`, cure: "See that docker version answers." };
}

/** Why a plugin of the docker command cannot be used; undefined where it can. */
export async function missingPlugin(name: Plugin): Promise<Missing | undefined> {
  const { lowest, where } = PLUGINS[name];
  const said = await ask("docker", name, "version");
  if (!said.ok) {
    const cure = `Install it: ${where}; Docker Desktop brings it.`;
    return { reason: `docker has no ${name} plugin`, cure };
  }
  const [found] = /\d+\.\d+\.\d+/.exec(said.text) ?? [];
  if (!found || found.localeCompare(lowest, "en", { numeric: true }) >= 0) return undefined;
  const cure = `Update it to ${lowest} or newer: ${where}.`;
  return { reason: `docker ${name} is ${found}`, cure };
}
