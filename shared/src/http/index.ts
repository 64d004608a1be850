export * from "./docs/assets.ts";
export * from "./field-errors.ts";
export * from "./json-body.ts";
export * from "./node-server.ts";
export * from "./openapi.ts";
export * from "./request-schema.ts";
export * from "./response-schema.ts";
export * from "./routes.ts";
