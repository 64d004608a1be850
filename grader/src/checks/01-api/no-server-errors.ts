import {
  type Call,
  ContractFailure,
  type OpenApi,
  Random,
  randomCall,
} from "@workshop/serving/http-contract";
import type { Check } from "../check.ts";

const REQUESTS = 1000;
const AT_ONCE = 8;

const load = async () => ({
  ...(await import("@workshop/serving/http")),
  ...(await import("../../engines/model/models.ts")),
});

export const noServerErrors: Check = {
  id: "no-server-errors",
  title: `${REQUESTS.toLocaleString("en")} random requests get no 5xx, and every refusal is a problem document`,
  step: 3,
  points: 3,
  why: "What a caller sends is the caller's fault; a 500 for it wakes the wrong person.",
  hints: [
    "The evidence shows the request; send it by curl and read what your API prints.",
    "Frameworks throw errors of their own: for a body cut short, a broken path, an unknown encoding.",
    "In the error handler, turn what the framework throws into an ApiError before toProblem sees it.",
  ],
  after: ["predict-ids"],
  seconds: 3,
  load,
  mutants: [
    {
      title: "falls over keys that every object has",
      edits: {
        "src/app.ts": [
          {
            find: "  if (request.body !== undefined) return request.body;",
            replace:
              '  for (const key of ["toString", "hasOwnProperty", "prototype", "length", "0"]) {\n    const { body } = request;\n    if (typeof body === "object" && body && !Array.isArray(body) && Object.hasOwn(body, key)) {\n      throw new TypeError("no such key");\n    }\n  }\n  if (request.body !== undefined) return request.body;',
          },
        ],
      },
    },
  ],
  async run(context) {
    const { champion, openApiDocument } = await load();
    const { metadata } = await champion();
    const document = JSON.parse(JSON.stringify(openApiDocument(metadata, 1000))) as OpenApi;
    const random = new Random(context.seed);
    let sent = 0;
    async function worker(): Promise<void> {
      while (sent < REQUESTS && !context.signal.aborted) {
        sent += 1;
        const call = randomCall(document, random);
        const { status, headers, text } = await context.api.target.request(call);
        const type = headers["content-type"] ?? "none";
        const problem = type.startsWith("application/problem+json");
        if (status < 500 && (status < 400 || problem)) continue;
        throw new ContractFailure(
          `a status below 500, as application/problem+json from 400 on, for ${describe(call)}`,
          `${status} ${type} ${text.slice(0, 200)}`,
        );
      }
    }
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return undefined;
  },
};

function describe({ method, path, headers, body }: Call): string {
  const bytes = body instanceof Uint8Array ? Buffer.from(body).toString("utf8").slice(0, 200) : "";
  return `${method} ${path} ${headers?.["content-type"] ?? ""} ${JSON.stringify(bytes)}`;
}
