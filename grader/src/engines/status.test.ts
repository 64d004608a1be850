import { localServer } from "@workshop/serving/testing";
import { expect, it } from "vitest";
import { freePort } from "./free-port.ts";
import { statusOf } from "./status.ts";

it("gives the status, follows nothing, and reads no body", async () => {
  const url = await localServer((request, response) => {
    response.writeHead(request.method === "POST" ? 302 : 200, { location: "/elsewhere" });
    response.write("an answer without end");
  });
  expect(await statusOf(url)).toBe(200);
  expect(await statusOf(url, { method: "POST", body: { a: 1 } })).toBe(302);
});

it("says why there is none", async () => {
  expect(await statusOf(`http://127.0.0.1:${await freePort()}/`)).toBe("ECONNREFUSED");
  expect(await statusOf(await localServer((request) => request.socket.destroy()))).toBe(
    "ECONNRESET",
  );
  expect(await statusOf(await localServer(() => {}))).toBe("no answer within 2 s");
});
