/** One request, with the path relative to the API's root. */
export interface Call {
  method: string;
  path: string;
  headers?: Record<string, string>;
  /** Sent as it is; an object is sent as JSON with its content type. */
  body?: string | Uint8Array | object;
}

/** What came back. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
}

/**
 * The API under test: in this process, on another port, or in a container. The contract is one
 * body of cases over this, so every way of running the API answers to the same list.
 */
export interface Target {
  request(call: Call): Promise<Answer>;
  /** host and port, where there is a socket to speak to. */
  readonly address?: { host: string; port: number };
}

/** Body and headers of a call as they go over the wire. */
export function encode(call: Call): { headers: Record<string, string>; body: Buffer | undefined } {
  const { body, headers = {} } = call;
  if (body === undefined) return { headers, body: undefined };
  if (typeof body === "string" || body instanceof Uint8Array) {
    return { headers, body: Buffer.from(body) };
  }
  return {
    headers: { "content-type": "application/json", ...headers },
    body: Buffer.from(JSON.stringify(body)),
  };
}
