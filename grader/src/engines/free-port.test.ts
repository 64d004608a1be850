import { once } from "node:events";
import net from "node:net";
import { describe, expect, it } from "vitest";
import { freePort, isPortFree } from "./free-port.ts";

describe("freePort", () => {
  it("gives each caller a port of its own, which can be listened at", async () => {
    const ports = await Promise.all(Array.from({ length: 200 }, () => freePort()));
    expect(new Set(ports).size).toBe(200);
    const server = net.createServer().listen(ports[0], "127.0.0.1");
    await once(server, "listening");
    expect(await isPortFree(ports[0] ?? 0)).toBe(false);
    server.close();
    await once(server, "close");
    expect(await isPortFree(ports[0] ?? 0)).toBe(true);
  });
});
