import { parseArgs } from "node:util";
import { didYouMean } from "@workshop/serving/suggestion";
import { UsageError } from "../../usage-error.ts";

const OPTIONS = {
  json: { type: "boolean", default: false },
  only: { type: "string" },
  step: { type: "string" },
  verbose: { type: "boolean", default: false },
  seed: { type: "string" },
  context: { type: "string" },
  latency: { type: "boolean", default: true },
  yes: { type: "boolean", short: "y", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

/** Options as they are typed, for messages. */
const KNOWN = ["help", "json", "only", "step", "verbose", "seed", "context", "no-latency", "yes"];

/** What a command line of `npm run exercise` asks for. */
export interface Options {
  words: string[];
  json: boolean;
  only: string | undefined;
  step: number | undefined;
  verbose: boolean;
  seed: number | undefined;
  /** The kubeconfig's context to grade on. */
  context: string | undefined;
  latency: boolean;
  yes: boolean;
  help: boolean;
}

/**
 * Reads words and options behind `npm run exercise`.
 * @throws UsageError naming what was expected and what was found.
 */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  refuseSwallowed(args, env);
  const { values, positionals } = parse(args);
  return {
    ...values,
    words: positionals,
    only: values.only,
    context: values.context,
    step: wholeNumber("--step", values.step, 1, 99),
    seed: wholeNumber("--seed", values.seed, 0, 4_294_967_295),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: OPTIONS,
      allowPositionals: true,
      allowNegative: true,
    });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? "") : "";
    const unknown = /'-*([^'=]*)/.exec(message)?.[1] ?? "";
    const near = didYouMean(unknown, KNOWN).replace(/"(.*)"/, "--$1");
    throw new UsageError(`${message}.${near} npm run exercise -- --help lists what there is.`);
  }
}

function wholeNumber(
  name: string,
  text: string | undefined,
  from: number,
  to: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= from && value <= to) return value;
  throw new UsageError(
    `${name}: expected a whole number from ${from} to ${to}, found ${JSON.stringify(text)}.`,
  );
}

/** npm keeps options for itself that stand before `--`; the command would quietly do without them. */
function refuseSwallowed(args: readonly string[], env: NodeJS.ProcessEnv): void {
  if (env.npm_lifecycle_event !== "exercise") return;
  const swallowed = KNOWN.find((name) => {
    const variable = name === "no-latency" ? env.npm_config_latency : env[`npm_config_${name}`];
    const given = args.some((arg) => arg === `--${name}` || arg.startsWith(`--${name}=`));
    return variable !== undefined && name !== "yes" && !given;
  });
  if (swallowed === undefined) return;
  throw new UsageError(
    `npm took --${swallowed} for itself. Put -- before the options: ` +
      `npm run exercise ${args[0] ?? "1"} -- --${swallowed}`,
  );
}
