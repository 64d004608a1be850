import { once } from "node:events";
import { readFile } from "node:fs/promises";
import net from "node:net";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { isLoopback, listeningIn } from "./listening.ts";

describe.skipIf(process.platform !== "linux")("listeningIn", () => {
  it.each(["127.0.0.1", "0.0.0.0", "::1", "::"])(
    "reads the kernel's own table: %s",
    async (host) => {
      const server = net.createServer().listen(0, host);
      await once(server, "listening");
      const { port } = server.address() as net.AddressInfo;
      const texts = await Promise.all(
        ["tcp", "tcp6"].map((name) => readFile(`/proc/net/${name}`, "utf8")),
      );
      const found = listeningIn(texts.join("\n")).filter((each) => each.port === port);
      server.close();
      expect(found).toEqual([{ address: host, port }]);
      expect(found.every(isLoopback)).toBe(host.endsWith("1"));
    },
  );
});
