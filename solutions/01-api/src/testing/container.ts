import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { promisify } from "node:util";
import { networkTarget } from "@workshop/serving/http-contract";
import type { Framework } from "../frameworks.ts";
import { PATIENT, type Running } from "./targets.ts";

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, "../../../..");

export const IMAGE = "node:24-bookworm-slim";

/** The API in a container of the plain Node image, with this repository mounted read-only. */
export async function inContainer(framework: Framework): Promise<Running> {
  const name = `workshop-contract-${randomUUID()}`;
  const settings = { HOST: "0.0.0.0", LOG_LEVEL: "warn", ...PATIENT };
  await run("docker", [
    ...["run", "--detach", "--name", name, "--label", "workshop.test=contract"],
    ...["--publish", "127.0.0.1::8000", "--read-only", "--user", "1000:1000"],
    ...["--volume", `${ROOT}:/workshop:ro`, "--workdir", "/workshop"],
    ...Object.entries(settings).flatMap(([key, value]) => ["--env", `${key}=${value}`]),
    ...[IMAGE, "node", "solutions/01-api/src/server.ts", "--framework", framework],
  ]);
  const close = async () => {
    await run("docker", ["rm", "--force", "--volumes", name]);
  };
  try {
    const { stdout } = await run("docker", ["port", name, "8000/tcp"]);
    const url = `http://${stdout.trim().split("\n")[0]}`;
    await answers(url, async () => (await run("docker", ["logs", name])).stderr);
    return { target: networkTarget(url), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function answers(url: string, logs: () => Promise<string>): Promise<void> {
  const end = Date.now() + 20_000;
  while (Date.now() < end) {
    const ready = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (ready?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url}/health/ready never answered 200 within 20 s. Log:\n${await logs()}`);
}
