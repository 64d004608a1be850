import type { ContractCase } from "../case.ts";
import { IDS } from "../example.ts";
import { demand } from "../expect.ts";
import { type RawOptions, type RawResult, rawExchange } from "../raw-socket.ts";
import type { Target } from "../target.ts";

const BODY = JSON.stringify(IDS);

function post(headers: string, body: string, path = "/predict"): string {
  return `POST ${path} HTTP/1.1\r\nhost: api\r\ncontent-type: application/json\r\n${headers}\r\n${body}`;
}

function postWhole(body: string, path?: string): string {
  return post(`content-length: ${body.length}\r\n`, body, path);
}

async function speak(target: Target, options: RawOptions): Promise<RawResult> {
  if (!target.address) throw new Error("this case needs a socket to speak to");
  return rawExchange(target.address, options);
}

async function demandAlive(target: Target, after: string): Promise<void> {
  const answer = await target.request({ method: "POST", path: "/predict", body: IDS });
  demand(answer.status === 200, `a prediction to succeed after ${after}`, answer.status);
}

const connectionCases: readonly Omit<ContractCase, "needsSocket">[] = [
  {
    id: "connection-chunked",
    title: "A chunked body is read",
    why: "Proxies and streaming clients send no content-length.",
    async run(target) {
      const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
      const body = `${chunk(BODY.slice(0, 5))}${chunk(BODY.slice(5))}0\r\n\r\n`;
      const { text } = await speak(target, {
        write: [post("transfer-encoding: chunked\r\n", body)],
        until: /"prediction"/,
      });
      demand(text.startsWith("HTTP/1.1 200"), "200 for a chunked body", text);
    },
  },
  {
    id: "connection-pipelined",
    title: "Pipelined requests are answered in order",
    why: "Answers that change places hand one caller another caller's data.",
    async run(target) {
      const requests = [101, 102, 103, 104, 105].map((user_id) => {
        return postWhole(JSON.stringify({ ...IDS, user_id }));
      });
      const { text } = await speak(target, {
        write: [requests.join("")],
        until: /(?:"user_id":\s*\d+\D[\s\S]*?){5}/,
      });
      const order = [...text.matchAll(/"user_id":\s*(\d+)/g)].map(([, id]) => id).join(" ");
      demand(
        order === "101 102 103 104 105",
        "answers for the users 101 to 105 in order",
        text.includes("HTTP/1.1 503") ? "HTTP/1.1 503 among the answers" : order || text,
      );
    },
  },
  {
    id: "connection-half-closed",
    title: "A client that has stopped sending still gets its answer",
    why: "Many small clients close their sending side right after the request.",
    async run(target) {
      const items = JSON.stringify({ items: new Array(1000).fill(IDS) });
      const one = await speak(target, { write: [postWhole(BODY)], end: true });
      demand(one.text.startsWith("HTTP/1.1 200"), "200 over a half-closed connection", one.text);
      const many = await speak(target, { write: [postWhole(items, "/predict/batch")], end: true });
      const of = "200 for 1,000 items over a half-closed connection";
      demand(many.text.startsWith("HTTP/1.1 200"), of, many.text);
    },
  },
  {
    id: "connection-aborted",
    title: "A client that vanishes in the middle of its body harms nobody",
    why: "Phones lose their network all day.",
    async run(target) {
      for (let attempt = 0; attempt < 20; attempt += 1) {
        await speak(target, {
          write: [post("content-length: 5000\r\n", '{"user_id":')],
          timeoutMs: 20,
        });
      }
      await demandAlive(target, "20 connections cut in the middle of a body");
    },
  },
  {
    id: "connection-header-flood",
    title: "A flood of headers is refused with 431",
    why: "Headers are read before anybody is authenticated.",
    async run(target) {
      const flood = Array.from({ length: 2000 }, (_, index) => `x-${index}: ${"y".repeat(50)}\r\n`);
      const { text } = await speak(target, { write: [post(flood.join(""), "")] });
      demand(/^HTTP\/1\.1 431/.test(text), "status 431", text);
      await demandAlive(target, "a flood of headers");
    },
  },
  {
    id: "connection-not-http",
    title: "Bytes that are not HTTP are refused with 400",
    why: "Port scanners find every open port within minutes.",
    async run(target) {
      for (const bytes of ["\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n", "HELLO\r\n\r\n"]) {
        const { text } = await speak(target, { write: [bytes] });
        demand(/^HTTP\/1\.1 400/.test(text), "status 400", text);
      }
      await demandAlive(target, "bytes that are not HTTP");
    },
  },
  {
    id: "connection-stalled",
    title: "A body that never arrives is given up within 20 seconds",
    why: "A few hundred stalled connections are the cheapest attack there is.",
    async run(target) {
      const { text, closed } = await speak(target, {
        write: [post("content-length: 5000\r\n", '{"user_id":')],
        timeoutMs: 20_000,
      });
      demand(closed, "the connection to be closed", text || "an open connection");
      demand(text === "" || /^HTTP\/1\.1 408/.test(text), "status 408 or a plain close", text);
      await demandAlive(target, "a stalled body");
    },
  },
];

/** What arrives at an open port besides well-formed requests. */
export const CONNECTION: readonly ContractCase[] = connectionCases.map((each) => ({
  ...each,
  needsSocket: true,
}));
