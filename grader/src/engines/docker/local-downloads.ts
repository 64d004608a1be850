import { BlockList, isIP } from "node:net";
import { instructionsOf } from "./dockerfile.ts";

/** An ADD that the engine itself would fetch, with this machine's reach and not a container's. */
export interface LocalDownload {
  readonly line: number;
  readonly url: string;
}

const LOCAL = new BlockList();
const RANGES = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const;
for (const [net, prefix] of RANGES) LOCAL.addSubnet(net, prefix);
LOCAL.addAddress("::", "ipv6");
LOCAL.addAddress("::1", "ipv6");
LOCAL.addSubnet("fc00::", 7, "ipv6");
LOCAL.addSubnet("fe80::", 10, "ipv6");

/** Finds each ADD of a Dockerfile from this machine or its own network; defaults of ARG and ENV are filled in. */
export function localDownloads(dockerfile: string): LocalDownload[] {
  const values = new Map<string, string>();
  const found: LocalDownload[] = [];
  for (const { text, line } of instructionsOf(dockerfile)) {
    const words = filledIn(text.replace(/^ONBUILD\s+/i, ""), values);
    if (/^(ARG|ENV)\s/i.test(words)) {
      for (const [, name = "", value = ""] of words
        .slice(3)
        .matchAll(/(\w+)(?:=|\s+)("[^"]*"|'[^']*'|\S+)/g))
        values.set(name, value.replace(/^["']|["']$/g, ""));
    }
    if (!/^ADD\s/i.test(words)) continue;
    for (const [url] of words.matchAll(/https?:\/\/[^\s"',\]]+(?:\][^\s"',]*)?/gi)) {
      if (isLocal(url)) found.push({ line, url });
    }
  }
  return found;
}

export function localReason(url: string): string {
  return `ADD of ${url}, which Docker's engine would fetch from this machine or its own network`;
}

function isLocal(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const host = new URL(url).hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const version = isIP(host);
  if (version > 0) return LOCAL.check(host, version === 6 ? "ipv6" : "ipv4");
  return !host.includes(".") || /\.(localhost|internal|local)$/.test(host);
}

function filledIn(words: string, values: ReadonlyMap<string, string>): string {
  return words.replace(
    /\$(?:\{(\w+)(?::?-([^}]*))?[^}]*\}|(\w+))/g,
    (_, braced: string | undefined, fallback: string | undefined, bare: string | undefined) =>
      values.get(braced ?? bare ?? "") ?? fallback ?? "",
  );
}
