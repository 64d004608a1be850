import http from "node:http";
import { createGzip } from "node:zlib";

// Answers that have no end, or that unpack to one, or that take for ever to read.
const BYTES = Buffer.alloc(1_000_000, '{"status":"ok","prediction":0.85},');
const TAGS = "<b ".repeat(5_000_000);

function pour(into: NodeJS.WritableStream): void {
  while (into.writable && into.write(BYTES));
  into.once("drain", () => pour(into));
}

http
  .createServer((request, response) => {
    request.resume();
    response.on("error", () => {});
    if (request.url === "/health/live") {
      response.end('{"status":"ok"}');
    } else if (request.url === "/docs") {
      response.setHeader("content-type", "text/html");
      response.end(TAGS);
    } else if (request.url === "/openapi.json") {
      response.setHeader("content-encoding", "gzip");
      const gzip = createGzip({ level: 1 });
      gzip.pipe(response);
      pour(gzip);
    } else {
      pour(response);
    }
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
