import net from "node:net";

export interface RawOptions {
  /** Pieces to write, each after the one before has been handed to the system. */
  write: readonly string[];
  /** Half-close after the last piece. */
  end?: boolean;
  /** Stop reading when this has come; else read until the other side closes. */
  until?: RegExp;
  timeoutMs?: number;
}

/** Bytes that came back, and whether the other side closed the connection. */
export interface RawResult {
  text: string;
  closed: boolean;
}

/** Characters after which an answer is read no further: no raw exchange asks for as many. */
const LONGEST = 1_000_000;

/** Speaks bytes to a server; for what no HTTP client would send. Never throws for a reset. */
export function rawExchange(
  address: { host: string; port: number },
  { write, end = false, until, timeoutMs = 5000 }: RawOptions,
): Promise<RawResult> {
  return new Promise((resolve) => {
    const socket = net.connect({ ...address, allowHalfOpen: true });
    let text = "";
    const finish = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, closed });
    };
    const timer = setTimeout(() => finish(false), timeoutMs);
    socket.setEncoding("latin1");
    socket.on("data", (chunk) => {
      text += chunk;
      if (until?.test(text) || text.length > LONGEST) finish(false);
    });
    socket.on("end", () => finish(true));
    socket.on("error", () => finish(true));
    socket.on("connect", () => {
      for (const piece of write) socket.write(piece, "latin1");
      if (end) socket.end();
    });
  });
}
