import { expect, it } from "vitest";
import { localServer } from "../testing/index.ts";
import { networkTarget } from "./network-target.ts";

it("sends method, headers and body, and gives status, headers and text", async () => {
  const url = await localServer((request, response) => {
    let body = "";
    request.on("data", (part) => {
      body += part;
    });
    request.on("end", () => {
      const { method, headers } = request;
      response.writeHead(418, { "x-a": "b", "set-cookie": ["c=1", "d=2"] });
      response.end(`${method} ${headers["content-type"]} ${headers["content-length"]} ${body} é`);
    });
  });
  const answer = await networkTarget(url).request({
    method: "POST",
    path: "/x",
    body: { one: "ü" },
  });
  expect(answer).toMatchObject({
    status: 418,
    headers: { "x-a": "b", "set-cookie": "c=1,d=2" },
    text: 'POST application/json 12 {"one":"ü"} é',
  });
});

it("asks again on a new connection where an idle one was closed as it was taken", async () => {
  let connections = 0;
  const url = await localServer((request, response) => {
    connections += Number(request.socket.bytesWritten === 0);
    const first = request.socket.bytesWritten === 0;
    if (first) response.end("ok");
    else request.socket.destroy();
  });
  const target = networkTarget(url);
  const call = { method: "GET", path: "/" };
  expect((await target.request(call)).text).toBe("ok");
  expect((await target.request(call)).text).toBe("ok");
  expect(connections).toBe(2);
});

it("gives up after its time, with a TimeoutError, also in the middle of a body", async () => {
  const call = { method: "GET", path: "/" };
  const silent = networkTarget(await localServer(() => {}), 200);
  await expect(silent.request(call)).rejects.toMatchObject({ name: "TimeoutError" });
  const slow = networkTarget(await localServer((_, response) => response.write("a")), 200);
  await expect(slow.request(call)).rejects.toMatchObject({ name: "TimeoutError" });
});

it("ends an answer without end", async () => {
  const url = await localServer((_, response) => {
    const more = () => response.write(Buffer.alloc(1e6, "a"), () => setImmediate(more));
    more();
  });
  const request = networkTarget(url).request({ method: "GET", path: "/endless" });
  await expect(request).rejects.toMatchObject({
    expected: "an answer of at most 16 MB to GET /endless",
  });
});
