import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import http from "node:http";

// Some 50 processes that try to outlive it, by each way out of its group.
const pids: number[] = [];
function start(script: string, options: { detached?: boolean; env?: NodeJS.ProcessEnv }): void {
  const child = spawn("sh", ["-c", script], {
    ...options,
    stdio: ["ignore", "pipe", "ignore"],
  });
  if (child.pid !== undefined) pids.push(child.pid);
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    pids.push(...text.trim().split(/\s+/).map(Number));
    writeFileSync("pids.json", JSON.stringify(pids));
  });
}

const PATH = process.env.PATH ?? "";
for (let round = 0; round < 8; round += 1) {
  start("trap '' TERM; echo $$; exec sleep 600", {});
  start("echo $$; exec sleep 600", { detached: true });
  start("echo $$; exec sleep 600", { detached: true, env: { PATH } });
  // The child ends at once; its own child is an orphan in a session of its own.
  start("setsid sleep 600 & echo $!", { detached: true });
}
// One that goes on starting others in sessions of their own, up to a dozen.
const HYDRA =
  "n=0; while [ $n -lt 12 ]; do n=$((n+1)); setsid sleep 600 & echo $!; sleep 0.1; done; sleep 600";
start(HYDRA, { detached: true, env: { PATH } });

http
  .createServer((_request, response) => response.end('{"status":"ok"}'))
  .listen(Number(process.env.PORT), "127.0.0.1");
