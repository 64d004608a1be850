import { writeSync } from "node:fs";
import http from "node:http";
import { isMainThread, Worker } from "node:worker_threads";

// Serves, and meanwhile prints as much as its pipes take: lines, and one line without an end.
function flood(descriptor: number, bytes: Buffer): never {
  for (;;) {
    try {
      writeSync(descriptor, bytes);
    } catch {
      // The pipe is full.
    }
  }
}

if (isMainThread) {
  new Worker(new URL(import.meta.url), { argv: ["lines"] });
  new Worker(new URL(import.meta.url), { argv: ["line"] });
  const ready = performance.now() + 3000;
  http
    .createServer(({ url }, response) => {
      const waits = url === "/health/ready" && performance.now() < ready;
      response.statusCode = waits ? 503 : 200;
      response.end('{"status":"ok"}');
    })
    .listen(Number(process.env.PORT), "127.0.0.1");
} else if (process.argv[2] === "lines") {
  flood(1, Buffer.alloc(1_000_000, "100 of 100 points\n"));
} else {
  flood(2, Buffer.alloc(1_000_000, "x"));
}
