import type { RequestListener } from "node:http";
import type { Core } from "@workshop/serving";

/** The frameworks the API exists in; both keep the same contract. */
export const FRAMEWORKS = ["fastify", "express"] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** The API on one of the frameworks, as a listener for an HTTP server. The other one is never loaded. */
export async function createListener(framework: Framework, core: Core): Promise<RequestListener> {
  if (framework === "express") return (await import("./express-app.ts")).createExpressApp(core);
  const app = await (await import("./app.ts")).createFastifyApp(core);
  return app.routing;
}
