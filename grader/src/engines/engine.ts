import { existsSync } from "node:fs";
import { missingCluster } from "./cluster/missing-cluster.ts";
import { missingDocker } from "./docker/missing-docker.ts";
import { missingKustomize } from "./manifests/missing-kustomize.ts";
import type { Missing } from "./missing.ts";

/** Something beside the submission's own process that a check needs. */
export interface Engine {
  /** Why it cannot be used on this machine now, and what to do; undefined where it can. */
  missing(): Missing | undefined | Promise<Missing | undefined>;
}

const CHROMIUM = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/** The browser that checks and tests drive, or undefined. */
export function chromiumPath(): string | undefined {
  return CHROMIUM.find((file) => file !== undefined && existsSync(file));
}

function notOnWindows(what: string): Missing | undefined {
  if (process.platform !== "win32") return undefined;
  const cure = `Windows has no ${what}; run this exercise in WSL, macOS or Linux.`;
  return { reason: `no ${what}`, cure };
}

/** Every engine that a check may name. */
export const ENGINES = {
  chromium: {
    missing: () =>
      chromiumPath() === undefined
        ? {
            reason: "no Chromium",
            cure: "Install Chromium or Chrome, or set CHROMIUM to its path.",
          }
        : undefined,
  },
  docker: { missing: missingDocker },
  kustomize: { missing: missingKustomize },
  cluster: { missing: missingCluster },
  "posix-signals": { missing: () => notOnWindows("SIGTERM") },
  "named-pipes": { missing: () => notOnWindows("named pipes in folders") },
} as const satisfies Record<string, Engine>;

export type EngineName = keyof typeof ENGINES;
