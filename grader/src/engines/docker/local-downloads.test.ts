import { expect, it } from "vitest";
import { localDownloads } from "./local-downloads.ts";

const urlsOf = (dockerfile: string) => localDownloads(dockerfile).map(({ url }) => url);

it.each([
  "ADD http://127.0.0.1:8080/x /x",
  "add --chown=1:1 http://localhost/x /x",
  'ADD ["http://169.254.169.254/latest", "/x"]',
  "ADD a http://[::1]:80/x /x/",
  "ADD http://[::ffff:127.0.0.1]/x /x",
  "ADD http://2130706433/x /x",
  "ADD https://host.docker.internal/x /x",
  "ADD \\\n  http://172.17.0.1/x /x",
  "ONBUILD ADD http://10.0.0.1/x /x",
  "ARG FROM_HERE=http://192.168.1.1\nFROM scratch\nARG FROM_HERE\nADD $FROM_HERE/x /x",
  `ENV A="http://0x7f.1"\nADD \${A}/x /x`,
  `ADD \${A:-http://redis}/x /x`,
])("finds %j", (dockerfile) => {
  expect(urlsOf(dockerfile)).toHaveLength(1);
});

it("names the line and the address", () => {
  const found = localDownloads("FROM scratch\n\nADD http://127.0.0.1:1/x /x\n");
  expect(found).toEqual([{ line: 3, url: "http://127.0.0.1:1/x" }]);
});

it.each([
  "ADD https://example.com/x /x",
  "ADD http://8.8.8.8/x /x",
  "COPY http /x",
  "ADD archive.tar.gz /x",
  "RUN node -e 'fetch(\"http://127.0.0.1:8000\")'",
  "ENV URL=http://127.0.0.1\nADD a /x",
])("leaves %j alone", (dockerfile) => {
  expect(urlsOf(dockerfile)).toEqual([]);
});
