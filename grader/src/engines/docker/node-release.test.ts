import { createReadStream } from "node:fs";
import { expect, it } from "vitest";
import { NodeRelease } from "./node-release.ts";

it("tells the release of the Node that runs this, read as a file", async () => {
  const release = new NodeRelease();
  for await (const chunk of createReadStream(process.execPath)) release.add(chunk as Buffer);
  expect(release.version).toBe(process.versions.node);
});

it("finds it however the bytes are cut, and nothing in other programs", () => {
  const bytes = Buffer.from("\0\0https://nodejs.org/download/release/v1.22.333/node-v1.22.333\0");
  for (const length of [1, 2, 3, 7, 50]) {
    const release = new NodeRelease();
    for (let at = 0; at < bytes.length; at += length) release.add(bytes.subarray(at, at + length));
    expect(release.version).toBe("1.22.333");
  }
  const other = new NodeRelease();
  other.add(Buffer.from("https://nodejs.org/download/release/latest/"));
  expect(other.version).toBeUndefined();
});
