import path from "node:path";
import type { Allowed, Danger } from "./compose-danger.ts";
import type { Service } from "./compose-file.ts";
import { isInside } from "./inside.ts";
import type { YamlPath } from "./yaml-line.ts";

/** Keys that no service of this course needs, each with what it would do. */
const FORBIDDEN: Readonly<Record<string, string>> = {
  privileged: "runs with all rights on this machine",
  devices: "uses devices of this machine",
  device_cgroup_rules: "uses devices of this machine",
  gpus: "uses devices of this machine",
  volumes_from: "takes the volumes of another container",
  cgroup_parent: "leaves its control group",
  runtime: "chooses a runtime of its own",
  use_api_socket: "gets the Docker socket",
  provider: "runs a program on this machine",
  credential_spec: "uses credentials of this machine",
  sysctls: "sets kernel parameters",
};

/** Capabilities that Docker gives by itself, so that adding them back after cap_drop gives nothing more. */
const ORDINARY = new Set(
  "CHOWN DAC_OVERRIDE FOWNER FSETID KILL NET_BIND_SERVICE SETGID SETPCAP SETUID".split(" "),
);

/** More containers of one service than any stack of this course has. */
const MOST_REPLICAS = 8;

/** Namespaces that may be named here, as long as they are the container's own. */
const NAMESPACES = ["network_mode", "pid", "ipc", "uts", "userns_mode", "cgroup"] as const;

/** What one service asks for that the grader never gives. */
export function inService(name: string, service: Service, allowed: Allowed): Danger[] {
  const at = ["services", name];
  const found: Danger[] = [];
  const add = (key: YamlPath, what: string) =>
    found.push({ at: [...at, ...key], reason: `service ${name} ${what}` });
  for (const [key, what] of Object.entries(FORBIDDEN)) {
    if (isSet(service[key])) add([key], `${what} (${key})`);
  }
  for (const [index, capability] of listOf(service.cap_add).entries()) {
    if (!ORDINARY.has(capability.replace(/^CAP_/, ""))) {
      add(["cap_add", index], `adds capabilities (cap_add: ${capability})`);
    }
  }
  for (const key of NAMESPACES) {
    const value = String(service[key] ?? "");
    if (value === "host" || value.startsWith("container:")) {
      add([key], `shares a namespace of this machine (${key}: ${value})`);
    }
  }
  for (const [index, option] of listOf(service.security_opt).entries()) {
    if (/unconfined|label[:=]disable|no-new-privileges[:=]false/.test(option)) {
      add(["security_opt", index], `switches protection off (security_opt: ${option})`);
    }
  }
  for (const [index, mount] of (service.volumes ?? []).entries()) {
    const { type, source = "" } = mount;
    if (type === "bind" && /docker\.sock$|containerd\.sock$/.test(source)) {
      add(
        ["volumes", index],
        `mounts the Docker socket (${source}): whoever has it owns this machine`,
      );
    } else if ((type === "bind" && !isInside(source, allowed.folder)) || type === "npipe") {
      add(["volumes", index], `mounts ${source}, which is outside the exercise's folder`);
    }
  }
  for (const key of ["post_start", "pre_stop"]) {
    const hooks = Array.isArray(service[key]) ? (service[key] as { privileged?: unknown }[]) : [];
    if (hooks.some(({ privileged }) => isSet(privileged))) {
      add([key], `runs a command with all rights on this machine (${key})`);
    }
  }
  const replicas = Number(service.deploy?.replicas ?? service.scale ?? 1);
  if (replicas > MOST_REPLICAS) {
    add([service.scale === undefined ? "deploy" : "scale"], `starts ${replicas} containers`);
  }
  if (service.build) inBuild(service.build, allowed, add);
  const { reservations } = (service.deploy?.resources ?? {}) as {
    reservations?: { devices?: unknown };
  };
  if (isSet(reservations?.devices)) add(["deploy"], "uses devices of this machine (deploy)");
  return found;
}

function inBuild(
  build: NonNullable<Service["build"]>,
  allowed: Allowed,
  add: (key: YamlPath, what: string) => void,
): void {
  const { context = allowed.context } = build;
  if (!/^[a-z+]+:\/\//.test(context) && !isInside(context, allowed.context)) {
    add(["build", "context"], `builds from ${context}, which is outside the repository`);
  }
  const { dockerfile } = build;
  if (dockerfile !== undefined && !isInside(path.resolve(context, dockerfile), allowed.context)) {
    add(["build", "dockerfile"], `builds ${dockerfile}, which is outside the repository`);
  }
  for (const [name, from] of Object.entries(build.additional_contexts ?? {})) {
    if (!/^[a-z][a-z+-]*:/.test(from) && !isInside(from, allowed.context)) {
      const what = `builds from ${from} (${name}), which is outside the repository`;
      add(["build", "additional_contexts"], what);
    }
  }
  for (const key of ["privileged", "entitlements", "ssh", "secrets"]) {
    if (isSet(build[key]))
      add(["build", key], `takes something of this machine into its build (${key})`);
  }
  if (build.network === "host") add(["build", "network"], "builds in this machine's network");
}

function isSet(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === "") return false;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
