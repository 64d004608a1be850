import { readFile } from "node:fs/promises";

/** Where a process inside a container listens. */
export interface Listening {
  /** "127.0.0.1", "0.0.0.0", "::1", "::" or another address. */
  readonly address: string;
  readonly port: number;
}

const LISTEN = "0A";
/** Docker's own name server inside containers. */
const NAME_SERVER = "127.0.0.11";

/** The files with a network namespace's sockets, below /proc or /proc/PID. */
export const SOCKET_FILES = ["net/tcp", "net/tcp6"] as const;

/** Reads /proc/net/tcp and tcp6: the sockets that listen. */
export function listeningIn(text: string): Listening[] {
  const found = text.split("\n").flatMap((line) => {
    const [, local = "", , state] = line.trim().split(/\s+/);
    const [hex, port] = local.split(":");
    if (state !== LISTEN || !hex || !port) return [];
    return [{ address: addressOf(hex), port: Number.parseInt(port, 16) }];
  });
  return found.filter(({ address }) => address !== NAME_SERVER);
}

/**
 * The sockets of a container's main process, as this machine sees them; undefined where its id
 * means nothing here, as with Docker Desktop, whose containers run in a virtual machine.
 */
export async function listeningOf(
  pid: number,
  container: string,
): Promise<Listening[] | undefined> {
  try {
    const group = await readFile(`/proc/${pid}/cgroup`, "utf8");
    if (!group.includes(container)) return undefined;
    const texts = await Promise.all(
      SOCKET_FILES.map((file) => readFile(`/proc/${pid}/${file}`, "utf8").catch(() => "")),
    );
    return listeningIn(texts.join("\n"));
  } catch {
    return undefined;
  }
}

export function isLoopback({ address }: Listening): boolean {
  return address === "::1" || address.startsWith("127.");
}

/** Each 32-bit word is written in the machine's byte order, which is little-endian. */
function addressOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    [3, 2, 1, 0].map((at) => Number.parseInt(word.slice(2 * at, 2 * at + 2), 16)),
  );
  if (bytes.length === 4) return bytes.join(".");
  const mapped = bytes.slice(0, 10).every((each) => each === 0) && bytes[10] === 255;
  if (mapped) return bytes.slice(12).join(".");
  if (bytes.every((each) => each === 0)) return "::";
  if (bytes.slice(0, 15).every((each) => each === 0) && bytes[15] === 1) return "::1";
  const words = Array.from({ length: 8 }, (_, at) =>
    (((bytes[2 * at] ?? 0) << 8) | (bytes[2 * at + 1] ?? 0)).toString(16),
  );
  return words.join(":");
}
