import { demand } from "@workshop/serving/http-contract";
import type { ComposeStack } from "../../engines/docker/compose.ts";
import type { ComposeFile, Service } from "../../engines/docker/compose-file.ts";
import { Container } from "../../engines/docker/container.ts";
import { PORT } from "../../engines/docker/run-options.ts";
import type { DockerContext, StartCompose } from "../docker-context.ts";

/** A stack that is right may still not become healthy on a machine that others keep busy. */
export const STARVED = {
  times: 1,
  because: "on a busy machine a health command may miss its timeout",
} as const;

/** The services that compose.yaml must have, by what they are and not by their names. */
export interface Services {
  readonly api: string;
  readonly redis: string;
}

/** @throws ContractFailure where one is missing */
export function servicesOf({ services }: ComposeFile): Services {
  const find = (is: (service: Service) => boolean) =>
    Object.entries(services).find(([, service]) => is(service))?.[0];
  const api = find(({ ports }) => ports?.some(({ target }) => target === PORT) === true);
  const redis = find(({ image }) => /(^|\/)(redis|valkey)\b/.test(image ?? ""));
  const names = Object.keys(services);
  demand(api !== undefined, `a service that publishes port ${PORT}`, names);
  demand(redis !== undefined, "a service with an image of Redis", names);
  return { api, redis };
}

export interface Stack extends Services {
  readonly compose: ComposeStack;
  readonly container: Container;
}

/** The submission's stack, up and healthy. */
export async function upStack(context: DockerContext, options?: StartCompose): Promise<Stack> {
  const compose = await context.compose(options);
  const services = servicesOf(compose.file);
  await compose.up(context.progress);
  const found = (await compose.containers()).find(({ service }) => service === services.api);
  demand(found !== undefined, `a container of the service ${services.api}`, "none");
  return { compose, ...services, container: await Container.attach(found.id) };
}

/** Rows that the prediction cache had, and rows for which it could not be asked. */
export async function cacheRows(
  container: Container,
): Promise<{ hit: number; unavailable: number }> {
  const { text } = await container.target.request({ method: "GET", path: "/metrics" });
  const rows = (result: string) => {
    const line = new RegExp(`^prediction_cache_rows_total\\{result="${result}"\\} (\\d+)$`, "m");
    const found = line.exec(text)?.[1];
    demand(
      found !== undefined,
      `prediction_cache_rows_total{result="${result}"} in /metrics`,
      "no such line",
    );
    return Number(found);
  };
  return { hit: rows("hit"), unavailable: rows("unavailable") };
}
