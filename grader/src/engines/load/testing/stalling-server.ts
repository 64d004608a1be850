import http from "node:http";

/**
 * Answers at once, but its event loop stands still for the first STALL_MS of every PERIOD_MS. It
 * sleeps meanwhile, so that the stall takes no CPU from the client.
 */
const stallMs = Number(process.env.STALL_MS);
const periodMs = Number(process.env.PERIOD_MS);
const start = performance.now();
const never = new Int32Array(new SharedArrayBuffer(4));

function stall(index: number): void {
  Atomics.wait(never, 0, 0, start + index * periodMs + stallMs - performance.now());
  const next = start + (index + 1) * periodMs;
  setTimeout(() => stall(index + 1), next - performance.now());
}

http
  .createServer((request, response) => {
    request.resume();
    response.end("{}");
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
setTimeout(() => stall(1), start + periodMs - performance.now());
