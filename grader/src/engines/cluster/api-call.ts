import http from "node:http";
import https from "node:https";
import type { KubeConfig } from "@kubernetes/client-node";
import { ApiRefusal } from "./api-refusal.ts";

/** One request to the API server. */
export interface ApiCall {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From /api or /apis on. */
  path: string;
  query?: Readonly<Record<string, string | number | boolean>>;
  body?: unknown;
  /** The body's type; application/json unless told. */
  type?: string;
  signal?: AbortSignal;
  deadlineMs?: number;
}

export interface ApiAnswer {
  readonly text: string;
  /** What it warns of, such as a policy that pods of a Deployment would violate. */
  readonly warnings: readonly string[];
}

const DEADLINE_MS = 30_000;

/**
 * Sends JSON as it stands: the generated clients leave out fields that they do not know, and then the
 * API server cannot refuse them.
 * @throws ApiRefusal, or what the connection failed with
 */
export async function callApi(config: KubeConfig, call: ApiCall): Promise<ApiAnswer> {
  const { method = "GET", path, query = {}, body, type = "application/json" } = call;
  const server = config.getCurrentCluster()?.server ?? "";
  const url = new URL(server.replace(/\/+$/, "") + path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  const options: https.RequestOptions = {
    method,
    signal: AbortSignal.any([
      AbortSignal.timeout(call.deadlineMs ?? DEADLINE_MS),
      ...(call.signal ? [call.signal] : []),
    ]),
    headers: { ...(body !== undefined && { "content-type": type }) },
  };
  await config.applyToHTTPSOptions(options);
  const { promise, resolve, reject } = Promise.withResolvers<ApiAnswer>();
  const sent = (url.protocol === "http:" ? http : https).request(url, options, (answer) => {
    let text = "";
    answer.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
    });
    answer.on("error", reject).on("end", () => {
      const status = answer.statusCode ?? 0;
      if (status >= 400) reject(new ApiRefusal(status, text));
      else resolve({ text, warnings: warningsIn(answer.headers.warning) });
    });
  });
  sent.on("error", reject);
  sent.end(body === undefined ? undefined : JSON.stringify(body));
  return promise;
}

/** Reads `299 - "text"`, as RFC 7234 has it. */
function warningsIn(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(", ") : (header ?? "");
  return [...text.matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, words = ""]) =>
    words.replaceAll(/\\(.)/g, "$1"),
  );
}
