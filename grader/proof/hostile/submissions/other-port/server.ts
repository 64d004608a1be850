import http from "node:http";

// Is there, and well, somewhere else.
http.createServer((_request, response) => response.end('{"status":"ok"}')).listen(0, "127.0.0.1");
