import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import type net from "node:net";
import type { AddressInfo } from "node:net";
import tls from "node:tls";
import type { Cluster } from "../cluster.ts";

export interface ApiProxy extends AsyncDisposable {
  /** Open connections end, new ones are refused: for its users, a cluster that dies. */
  close(): Promise<void>;
}

/**
 * An API server on 127.0.0.1 that is another one, but for the paths that it does not have. Writes a
 * kubeconfig for it, whose context is `proxy`.
 */
export async function apiProxy(
  behind: Cluster,
  kubeconfig: string,
  lacks: (path: string) => boolean = () => false,
): Promise<ApiProxy> {
  const { hostname, port } = new URL(behind.server);
  const there: https.RequestOptions = {};
  await behind.config.applyToHTTPSOptions(there);
  const open = new Set<net.Socket>();
  const server = http.createServer((request, answer) => {
    const { method = "GET", url = "", headers } = request;
    if (lacks(url)) {
      answer.writeHead(404, { "content-type": "application/json" });
      answer.end('{"kind":"Status","status":"Failure","reason":"NotFound","code":404}');
      return;
    }
    const options = { ...there, hostname, port, method, path: url, headers };
    const asked = https.request(options, (said) => {
      answer.writeHead(said.statusCode ?? 502, said.headers);
      said.on("error", () => answer.destroy()).pipe(answer);
    });
    asked.on("error", () => answer.destroy());
    answer.on("close", () => asked.destroy());
    request.pipe(asked);
  });
  server.on("upgrade", ({ method, url, rawHeaders }: http.IncomingMessage, client: net.Socket) => {
    const { cert, key, ca } = there;
    const upstream = tls.connect(
      { host: hostname, port: Number(port || 443), cert, key, ca } as tls.ConnectionOptions,
      () => {
        const lines = rawHeaders.flatMap((name, index) =>
          index % 2 === 0 ? [`${name}: ${rawHeaders[index + 1]}`] : [],
        );
        upstream.write(`${[`${method} ${url} HTTP/1.1`, ...lines].join("\r\n")}\r\n\r\n`);
        client.pipe(upstream).pipe(client);
      },
    );
    for (const each of [client, upstream]) {
      open.add(each);
      each.on("error", () => {}).on("close", () => open.delete(each));
    }
  });
  server.on("connection", (client) => {
    open.add(client);
    client.on("close", () => open.delete(client));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await writeFile(
    kubeconfig,
    `apiVersion: v1
kind: Config
current-context: proxy
clusters: [{ name: proxy, cluster: { server: "${address}", insecure-skip-tls-verify: true } }]
contexts: [{ name: proxy, context: { cluster: proxy, user: me } }]
users: [{ name: me, user: {} }]
`,
  );
  const close = async () => {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    for (const each of open) each.destroy();
    await closed;
  };
  return { close, [Symbol.asyncDispose]: close };
}
