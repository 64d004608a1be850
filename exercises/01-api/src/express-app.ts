import type { RequestListener } from "node:http";
import type { Core } from "@workshop/serving";
import express from "express";

/** The prediction API on Express, if you would rather: FRAMEWORK=express, or change src/server.ts. */
export async function createListener(_core: Core): Promise<RequestListener> {
  const app = express();

  app.get("/health/live", (_request, response) => {
    response.json({ status: "ok" });
  });
  // TODO steps 1 to 5, as in app.ts

  app.use((request, response) => {
    response
      .status(501)
      .type("application/problem+json")
      .json({
        type: "about:blank",
        title: "Not written yet",
        status: 501,
        detail: `${request.method} ${request.path} is yours to write, in src/express-app.ts.`,
      });
  });
  return app;
}
