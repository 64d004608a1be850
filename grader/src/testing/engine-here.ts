import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import os from "node:os";

/** One fact of `docker info`, by a template such as "{{.DockerRootDir}}". */
export function dockerInfo(format: string): string {
  return spawnSync("docker", ["info", "--format", format], { encoding: "utf8" }).stdout.trim();
}

/** Whether the processes and the disk of Docker's engine are this machine's. */
export function engineIsHere(): boolean {
  return dockerInfo("{{.Name}}") === os.hostname();
}

/** Ids of this machine's processes whose command has these words. */
export function withWords(words: string): string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").includes(words);
    } catch {
      return false;
    }
  });
}
