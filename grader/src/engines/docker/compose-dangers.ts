import type { Allowed, Danger } from "./compose-danger.ts";
import type { ComposeFile } from "./compose-file.ts";
import { inService } from "./compose-service-dangers.ts";
import { isInside } from "./inside.ts";

const MOUNTING = ["device", "o", "type"];

/** Everything in a compose file that would give its containers a hold on this machine. */
export function dangersIn(file: ComposeFile, allowed: Allowed): Danger[] {
  return [
    ...Object.entries(file.services).flatMap(([name, service]) =>
      inService(name, service, allowed),
    ),
    ...(["networks", "volumes"] as const).flatMap((kind) =>
      Object.entries(file[kind] ?? {}).flatMap(([name, each]) => inKept(kind, name, each ?? {})),
    ),
    ...(["secrets", "configs"] as const).flatMap((kind) =>
      Object.entries(file[kind] ?? {}).flatMap(([name, { file: from }]) => {
        if (from === undefined || isInside(from, allowed.folder)) return [];
        const reason = `${kind} ${name} reads ${from}, outside the exercise`;
        return [{ at: [kind, name, "file"], reason }];
      }),
    ),
  ];
}

function inKept(
  kind: "networks" | "volumes",
  name: string,
  kept: NonNullable<NonNullable<ComposeFile["volumes"]>[string]>,
): Danger[] {
  const { external, driver, driver_opts = {} } = kept;
  const found: Danger[] = [];
  const add = (key: string, what: string) =>
    found.push({ at: [kind, name, key], reason: `${kind} ${name} ${what}` });
  if (external) add("external", "belongs to something else (external)");
  if (driver !== undefined && !["local", "bridge"].includes(driver)) {
    add("driver", `uses the driver ${driver}`);
  }
  if (Object.keys(driver_opts).some((key) => MOUNTING.includes(key))) {
    add("driver_opts", "mounts a place of this machine");
  }
  return found;
}
