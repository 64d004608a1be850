import { existsSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ENGINE_NAMES } from "../predictor/engine.ts";

const integer = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/)
    .transform(Number)
    .pipe(z.int().min(from).max(to))
    .meta({ expected: `a whole number from ${from} to ${to}` });

const text = (expected: string) => z.string().min(1).meta({ expected });

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values).meta({ expected: `one of ${values.join(", ")}` });

/** Every setting there is, as environment variables. Defaults suit a laptop; containers set HOST. */
export const SETTINGS = {
  HOST: text("an address to listen on, such as 127.0.0.1 or 0.0.0.0").default("127.0.0.1"),
  PORT: integer(0, 65_535).default(8000),
  LOG_LEVEL: oneOf(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).default("info"),
  MODEL_DIR: text("a folder with registry.json and releases/").optional(),
  MODEL: text("an alias such as champion, or a version such as v1.1.0 or ^1").default("champion"),
  MODEL_RELOAD_SECONDS: integer(0, 86_400).default(0),
  ENGINE: oneOf(ENGINE_NAMES).default("walker"),
  FEATURE_STORE: text("the path of a snapshot file").optional(),
  BODY_LIMIT_BYTES: integer(1024, 100_000_000).default(2_000_000),
  BATCH_LIMIT: integer(1, 100_000).default(1000),
  QUEUE_ROWS: integer(1, 10_000_000).default(20_000),
  QUEUE_MS: integer(1, 60_000).default(50),
  DEADLINE_MS: integer(1, 600_000).default(1000),
  REQUEST_TIMEOUT_MS: integer(100, 600_000).default(10_000),
  CACHE_URL: z
    .string()
    .regex(/^rediss?:\/\/[^/\s]/)
    .meta({ expected: "the URL of a Redis, such as redis://127.0.0.1:6379" })
    .optional(),
  CACHE_TTL_SECONDS: integer(1, 31_536_000).default(300),
  CACHE_TIMEOUT_MS: integer(1, 60_000).default(20),
  SHUTDOWN_DELAY_MS: integer(0, 600_000).default(0),
  SHUTDOWN_GRACE_MS: integer(0, 600_000).default(8000),
} as const;

const Settings = z.object(SETTINGS);

/** The checked settings of one server process. */
export type Config = Omit<z.output<typeof Settings>, "MODEL_DIR" | "FEATURE_STORE"> & {
  MODEL_DIR: string;
  FEATURE_STORE: string;
};

/** A setting with a value that cannot be used; `message` has one line for each. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** The nearest folder, from here upwards, that holds the released models of this repository. */
function findModels(): string {
  let folder = import.meta.dirname;
  while (!existsSync(path.join(folder, "models", "registry.json"))) {
    const parent = path.dirname(folder);
    if (parent === folder) return path.resolve("models");
    folder = parent;
  }
  return path.join(folder, "models");
}

/**
 * Reads the settings from environment variables; an empty one counts as unset.
 * @throws ConfigError naming each bad variable, what was expected and what was found.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.keys(SETTINGS)
      .filter((name) => environment[name])
      .map((name) => [name, environment[name]]),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new ConfigError(names.map((name) => complaint(name, given[name])).join("\n"));
  }
  const MODEL_DIR = path.resolve(parsed.data.MODEL_DIR ?? findModels());
  const FEATURE_STORE = path.resolve(
    parsed.data.FEATURE_STORE ?? path.join(MODEL_DIR, "feature-store", "movielens-100k.bin"),
  );
  return { ...parsed.data, MODEL_DIR, FEATURE_STORE };
}

function complaint(name: string, found: string | undefined): string {
  // A URL may hold a password.
  const shown = found?.replace(/\/\/[^@]*@/, "//***@");
  return `${name}: expected ${expectation(name)}, found ${JSON.stringify(shown)}.`;
}

/** What a setting takes, in words. */
export function expectation(name: string): string {
  let schema: z.ZodType | undefined = SETTINGS[name as keyof typeof SETTINGS];
  while (schema) {
    const { expected } = (schema.meta() ?? {}) as { expected?: string };
    if (expected) return expected;
    schema =
      schema instanceof z.ZodDefault || schema instanceof z.ZodOptional
        ? (schema.unwrap() as z.ZodType)
        : undefined;
  }
  return "another value";
}
