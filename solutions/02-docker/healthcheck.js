// What the image's HEALTHCHECK runs: exit 0 where the API answers in time. There is no curl in the image.
import http from "node:http";

const port = process.env.PORT || "8000";
const request = http.get(`http://127.0.0.1:${port}/health/live`, { timeout: 2000 }, (response) => {
  process.exit(response.statusCode === 200 ? 0 : 1);
});
request.on("timeout", () => request.destroy(new Error("no answer within 2 s")));
request.on("error", (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
