import { readFile } from "node:fs/promises";
import path from "node:path";
import { demand } from "@workshop/serving/http-contract";
import { z } from "zod";
import type { DockerContext } from "../../docker-context.ts";
import { NotRun } from "../../undecided.ts";

const Service = z.looseObject({
  image: z.string().optional(),
  ports: z.array(z.unknown()).optional(),
  volumes: z
    .array(z.union([z.string(), z.looseObject({ source: z.string().optional() })]))
    .optional(),
  depends_on: z
    .union([
      z.array(z.string()),
      z.record(z.string(), z.looseObject({ condition: z.string().optional() })),
    ])
    .optional(),
});
const File = z.looseObject({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.unknown()).optional(),
});

/** Redis publishes no port and keeps its data in a named volume. */
export async function redisFromFiles({ folder }: DockerContext): Promise<undefined> {
  const { redis, service, volumes } = await redisOf(folder);
  demand((service.ports ?? []).length === 0, `no published port of ${redis}`, service.ports);
  const sources = (service.volumes ?? []).map((each) =>
    typeof each === "string" ? each.split(":")[0] : each.source,
  );
  const named = sources.some((each) => each !== undefined && each in volumes);
  demand(named, `a named volume of ${redis}`, service.volumes ?? "none");
}

/** The API waits until Redis is healthy. */
export async function orderFromFiles({ folder }: DockerContext): Promise<undefined> {
  const { redis, services } = await redisOf(folder);
  const waits = Object.values(services).some(({ depends_on: needs = [] }) =>
    Array.isArray(needs) ? false : needs[redis]?.condition === "service_healthy",
  );
  demand(waits, `depends_on ${redis} with condition: service_healthy`, "no such line");
}

async function redisOf(folder: string) {
  const text = await readFile(path.join(folder, "compose.yaml"), "utf8").catch(() => "");
  if (/^\s*(include|extends):/m.test(text)) {
    throw new NotRun("compose.yaml has parts in other files", "Grade where Docker is.");
  }
  const { services, volumes = {} } = await read(text);
  const [redis, service] =
    Object.entries(services).find(([, { image = "" }]) => /(^|\/)(redis|valkey)\b/.test(image)) ??
    [];
  demand(redis !== undefined && service !== undefined, "a service with an image of Redis", [
    ...Object.keys(services),
  ]);
  return { redis, service, services, volumes };
}

async function read(text: string): Promise<z.infer<typeof File>> {
  const { parse } = await import("yaml");
  let yaml: unknown;
  try {
    yaml = parse(text, { merge: true });
  } catch (error) {
    demand(false, "compose.yaml to be YAML", (error as Error).message.split("\n")[0]);
  }
  const { success, data, error } = File.safeParse(yaml);
  demand(success, "compose.yaml to be a compose file", error?.issues[0]?.message ?? "");
  return data;
}
