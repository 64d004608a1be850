import { access, constants, mkdir, rm, statfs, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import { ROOT, STATE } from "../../course/root.ts";
import { chromiumPath } from "../../engines/engine.ts";
import { freePort, isPortFree } from "../../engines/free-port.ts";
import type { Finding } from "./finding.ts";

const GIB = 2 ** 30;
const DISK_GIB = 5;
const MEMORY_GIB = 4;

/** The Node that runs this, and whether it is the one npm ci brought. */
export function node(): Finding {
  const bundled = process.execPath.startsWith(path.join(ROOT, "node_modules"));
  const { node: version } = process.versions;
  return {
    subject: "Node",
    ok: Number(version.split(".")[0]) >= 22,
    neededBy: "",
    found: `${version} ${bundled ? "(brought by npm ci)" : `(the host's, ${process.execPath})`}`,
    cure: "Run npm ci without --omit=optional; it brings Node 24.",
  };
}

export async function ports(): Promise<Finding> {
  const open = await freePort().catch(() => 0);
  const free = await isPortFree(8000);
  const found = free
    ? "8000 is free"
    : "8000 is taken; grading uses free ports, serving by hand needs PORT";
  return {
    subject: "ports",
    ok: open > 0,
    neededBy: "",
    found: open > 0 ? found : "127.0.0.1 gives no port",
    cure: "Allow this user to listen on 127.0.0.1.",
  };
}

export async function disk(): Promise<Finding> {
  const { bavail, bsize } = await statfs(ROOT);
  const free = (bavail * bsize) / GIB;
  return {
    subject: "disk",
    ok: free >= DISK_GIB,
    neededBy: "2 to 6",
    found: `${free.toFixed(0)} GiB free`,
    cure: `Free some space: images and clusters need about ${DISK_GIB} GiB.`,
  };
}

export function memory(): Finding {
  const total = os.totalmem() / GIB;
  const cpus = os.availableParallelism();
  return {
    subject: "memory",
    ok: total >= MEMORY_GIB,
    neededBy: "3 and 6",
    found: `${total.toFixed(0)} GiB, ${cpus} CPU${cpus === 1 ? "" : "s"}`,
    cure: `A cluster needs about ${MEMORY_GIB} GiB; close other programs, or use a remote cluster.`,
  };
}

export async function state(): Promise<Finding> {
  const probe = path.join(STATE, `doctor-${process.pid}`);
  const ok = await mkdir(STATE, { recursive: true })
    .then(() => writeFile(probe, ""))
    .then(() => rm(probe))
    .then(
      () => true,
      () => false,
    );
  return {
    subject: "progress",
    ok,
    neededBy: "",
    found: ok
      ? ".workshop can be written"
      : ".workshop cannot be written: grading works, progress is not kept",
    cure: "Make this folder writable, or copy the repository to one that is.",
  };
}

export function browser(): Finding {
  const found = chromiumPath();
  return {
    subject: "browser",
    ok: found !== undefined,
    neededBy: "1, 2 points",
    found: found ?? "no Chromium or Chrome",
    cure: "Install Chromium or Chrome, or set CHROMIUM to its path.",
  };
}

export async function data(): Promise<Finding> {
  const folder = process.env.WORKSHOP_DATA ?? path.join(STATE, "data", "ml-100k");
  const ok = await access(path.join(folder, "u.data"), constants.R_OK).then(
    () => true,
    () => false,
  );
  return {
    subject: "MovieLens",
    ok,
    neededBy: "retraining the model",
    found: ok ? "ml-100k is there" : "no data",
    cure: "npm run data says where to get it.",
  };
}
