import { once } from "node:events";
import http from "node:http";
import type { AddressInfo } from "node:net";

/** A host that nothing of a grading has any business with, on this machine. */
export interface Outside extends AsyncDisposable {
  readonly url: string;
  readonly asked: readonly string[];
  readonly headers: readonly http.IncomingHttpHeaders[];
}

export async function openOutside(): Promise<Outside> {
  const asked: string[] = [];
  const headers: http.IncomingHttpHeaders[] = [];
  const server = http.createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    response.end('{"status":"ok"}');
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    headers,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
