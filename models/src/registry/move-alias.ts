import type { Registry } from "@workshop/serving/model-loader";

/** The version an alias stands for, or undefined. */
export function holderOf({ aliases }: Registry, alias: string): string | undefined {
  return Object.hasOwn(aliases, alias) ? aliases[alias] : undefined;
}

/** The registry with an alias moved and the move noted. */
export function moveAlias(
  registry: Registry,
  alias: string,
  to: string,
  at = new Date(),
): Registry {
  const from = holderOf(registry, alias) ?? null;
  return {
    ...registry,
    aliases: { ...registry.aliases, [alias]: to },
    history: [...registry.history, { at: at.toISOString(), alias, from, to }],
  };
}
