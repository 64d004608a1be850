import type { ChosenApi } from "./chosen-api.ts";
import type { SessionOptions } from "./session.ts";

export interface DockerSessionOptions extends SessionOptions {
  /** Whose API goes into the submission's image. */
  api: ChosenApi;
}
