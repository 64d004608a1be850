import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { NotRun } from "../../../checks/undecided.ts";
import { ask } from "../../ask-command.ts";
import { shorten } from "../../docker/shorten.ts";
import { runTool } from "../images/run-tool.ts";
import { forgetOwnConfig, keepOwnConfig } from "./own-config.ts";

/** https://hub.docker.com/r/rancher/k3s/tags: the minor version that the exercises are written for. */
const IMAGE = "rancher/k3s:v1.34.1-k3s1";
const LABEL = "workshop.cluster";

/** The image that the cluster of our own is started from; WORKSHOP_K3S_IMAGE names another. */
export function k3sImage(): string {
  return process.env.WORKSHOP_K3S_IMAGE || IMAGE;
}

/**
 * Starts K3s in a container, or finds the one that runs, and keeps its kubeconfig. The container stays
 * when this process ends.
 * @throws NotRun in words, where Docker cannot start it
 */
export async function startK3s(): Promise<void> {
  // It takes half a second to load, and only this needs it.
  const { API_PORT, K3sContainer } = await import("./k3s-container.ts");
  const image = k3sImage();
  try {
    const container = await new K3sContainer(image)
      .withLabels({ [LABEL]: "k3s" })
      .withReuse()
      .start();
    const server = `https://${container.getHost()}:${container.getMappedPort(API_PORT)}`;
    keepOwnConfig(await readConfig(container.getId()), server);
  } catch (error) {
    const why = shorten(error instanceof Error ? error.message : String(error));
    await stopK3s();
    throw new NotRun(`K3s did not start from the image ${image}: ${why}`, cureOf(why, image));
  }
}

async function readConfig(container: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "workshop-k3s-"));
  try {
    const file = path.join(folder, "k3s.yaml");
    await runTool(["docker", "cp", "--quiet", `${container}:/etc/rancher/k3s/k3s.yaml`, file]);
    return await readFile(file, "utf8");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Takes the container down, and forgets its kubeconfig. Returns whether there was one. */
export async function stopK3s(): Promise<boolean> {
  forgetOwnConfig();
  let stopped = false;
  for (;;) {
    const found = await ask("docker", "ps", "--all", "--quiet", "--filter", `label=${LABEL}=k3s`);
    if (!found.ok || found.text === "") return stopped;
    const removed = await ask("docker", "rm", "--force", "--volumes", found.text);
    if (!removed.ok) {
      throw new NotRun(
        `The cluster's container was not removed: ${shorten(removed.why)}`,
        `See that this works: docker rm --force --volumes ${found.text}`,
      );
    }
    stopped = true;
  }
}

function cureOf(why: string, image: string): string {
  if (/pull|manifest|no such image|not found|access denied|registry|\/v2\//i.test(why)) {
    return `See that this works: docker pull ${image}. WORKSHOP_K3S_IMAGE names another image of K3s.`;
  }
  return "K3s needs a Docker that may run privileged containers. Other ways: kind create cluster, minikube start.";
}
