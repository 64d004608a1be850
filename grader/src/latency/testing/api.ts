import http from "node:http";

/** Answers POST /predict; may stall on every tenth request, or refuse it. */
const stallMs = Number(process.env.STALL_MS ?? 0);
const refuses = process.env.REFUSES === "1";
let count = 0;

http
  .createServer((request, response) => {
    request.resume();
    if (request.url === "/predict") count += 1;
    const tenth = count % 10 === 9;
    const end = performance.now() + (tenth ? stallMs : 0);
    while (performance.now() < end);
    response.writeHead(tenth && refuses ? 503 : 200).end("{}");
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
