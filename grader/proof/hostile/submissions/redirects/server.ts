import { readFileSync } from "node:fs";
import http from "node:http";

// Lets another host do the work.
const outside = readFileSync("note.txt", "utf8");
const STATUSES = [301, 302, 303, 307, 308];
let answered = 0;

http
  .createServer((request, response) => {
    request.resume();
    if (request.url === "/health/live") return response.end('{"status":"ok"}');
    answered += 1;
    const status = STATUSES[answered % STATUSES.length] ?? 302;
    return response.writeHead(status, { location: outside + request.url }).end();
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
