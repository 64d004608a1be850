import { ApiError } from "../errors/index.ts";

/** Every path of the API with the methods it takes; HEAD goes wherever GET does. */
export const ROUTES: Readonly<Record<string, readonly ("GET" | "POST")[]>> = {
  "/predict": ["POST"],
  "/predict/batch": ["POST"],
  "/model": ["GET"],
  "/health/live": ["GET"],
  "/health/ready": ["GET"],
  "/metrics": ["GET"],
  "/openapi.json": ["GET"],
  "/docs": ["GET"],
  "/redoc": ["GET"],
  "/errors": ["GET"],
};

/** The failure for a request that no route took: 405 with Allow where the path exists, else 404. */
export function unmatched(method: string, url: string): ApiError {
  const path = url.split("?", 1)[0] ?? url;
  const methods = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined;
  if (!methods) return new ApiError("not-found", "No such path.");
  const taken = methods.flatMap((each) => (each === "GET" ? ["GET", "HEAD"] : [each]));
  const allow = taken.join(", ");
  const detail = taken.some((each) => each === method)
    ? `No route takes ${method} ${path} yet.`
    : `${method} is not taken here; ${allow} is.`;
  return new ApiError("method-not-allowed", detail, { allow });
}
