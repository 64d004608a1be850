import { existsSync } from "node:fs";

/** Something beside the submission's own process that a check needs. */
export interface Engine {
  readonly title: string;
  /** What to do where it is missing. */
  readonly cure: string;
  /** Whether it can be used on this machine now. */
  available(): boolean;
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

/** Every engine that a check may name. */
export const ENGINES = {
  chromium: {
    title: "Chromium",
    cure: "Install Chromium or Chrome, or set CHROMIUM to its path.",
    available: () => chromiumPath() !== undefined,
  },
  "posix-signals": {
    title: "SIGTERM",
    cure: "Windows has no SIGTERM; run this exercise in WSL, macOS or Linux.",
    available: () => process.platform !== "win32",
  },
  "named-pipes": {
    title: "named pipes",
    cure: "Windows has no named pipes in folders; run this exercise in WSL, macOS or Linux.",
    available: () => process.platform !== "win32",
  },
} as const satisfies Record<string, Engine>;

export type EngineName = keyof typeof ENGINES;
