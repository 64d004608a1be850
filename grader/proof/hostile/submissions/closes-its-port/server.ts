import http from "node:http";

// Ready once, then there is nothing at its port.
const server = http.createServer((request, response) => {
  response.setHeader("connection", "close");
  response.end('{"status":"ok","user_id":259,"movie_id":298,"prediction":0.85}');
  if (request.url === "/predict" || answered++ > 4) server.close();
});
let answered = 0;
server.listen(Number(process.env.PORT), "127.0.0.1");
