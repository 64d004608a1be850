import { z } from "zod";

const Names = z.record(z.string(), z.unknown());
const Amount = z.union([z.string(), z.number()]);
const Mount = z.looseObject({ type: z.string(), source: z.string().optional() });

export const Service = z.looseObject({
  image: z.string().optional(),
  build: z
    .looseObject({
      context: z.string().optional(),
      dockerfile: z.string().optional(),
      dockerfile_inline: z.string().optional(),
      additional_contexts: z.record(z.string(), z.string()).optional(),
      labels: z.record(z.string(), z.string()).optional(),
    })
    .optional(),
  labels: z.record(z.string(), z.string()).optional(),
  ports: z
    .array(z.looseObject({ target: z.number(), published: z.string().optional() }))
    .optional(),
  volumes: z.array(Mount).optional(),
  environment: z.record(z.string(), z.string().nullable()).optional(),
  deploy: Names.optional(),
  mem_limit: Amount.optional(),
  pids_limit: Amount.optional(),
});
export type Service = z.infer<typeof Service>;

const Kept = z.looseObject({
  name: z.string().optional(),
  external: z.boolean().optional(),
  driver: z.string().optional(),
  driver_opts: Names.optional(),
  labels: z.record(z.string(), z.string()).optional(),
});

/** A compose file as `docker compose config` gives it: short forms written out, variables filled. */
export const ComposeFile = z.looseObject({
  name: z.string().optional(),
  services: z.record(z.string(), Service).default({}),
  networks: z.record(z.string(), Kept.nullable()).optional(),
  volumes: z.record(z.string(), Kept.nullable()).optional(),
  secrets: z.record(z.string(), z.looseObject({ file: z.string().optional() })).optional(),
  configs: z.record(z.string(), z.looseObject({ file: z.string().optional() })).optional(),
});
export type ComposeFile = z.infer<typeof ComposeFile>;
