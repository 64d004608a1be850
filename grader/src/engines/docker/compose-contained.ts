import type { ComposeFile, Service } from "./compose-file.ts";
import { labelsOf, PREFIX } from "./run-id.ts";

const MEMORY = 1024 ** 3;
const PIDS = 512;

interface Limits {
  memory?: unknown;
  pids?: unknown;
  cpus?: unknown;
}

/** The project's name of a run; several stacks of one run differ by `part`. */
export function projectOf(run: string, part: string): string {
  return `${PREFIX}${run}-${part}`;
}

/**
 * The same stack, to run beside any other: names and labels are the run's, ports are published at
 * free ports of 127.0.0.1, and what has no limits of its own, or wide ones, gets some.
 */
export function contained(file: ComposeFile, run: string, part: string): ComposeFile {
  const project = projectOf(run, part);
  const labels = labelsOf(run);
  const kept = (all: ComposeFile["volumes"]) =>
    Object.fromEntries(
      Object.entries(all ?? {}).map(([key, each]) => [
        key,
        { ...each, name: `${project}_${key}`, labels: { ...each?.labels, ...labels } },
      ]),
    );
  return {
    ...file,
    name: project,
    services: Object.fromEntries(
      Object.entries(file.services).map(([name, service]) => [
        name,
        containedService(service, `${PREFIX}${run}:${part}-${name}`, labels),
      ]),
    ),
    networks: kept({ default: null, ...file.networks }),
    volumes: kept(file.volumes),
  };
}

/** A build that names nothing else on this machine: a tag could be that of a base image. */
function containedBuild(build: NonNullable<Service["build"]>, labels: Record<string, string>) {
  const { tags: _tags, cache_to: _cache, ...rest } = build;
  return { ...rest, labels: { ...rest.labels, ...labels } };
}

/** A service's own limits, and ours where it has none or more. */
function limitsOf({ mem_limit, pids_limit, deploy }: Service): Partial<Service> {
  const resources = (deploy?.resources ?? {}) as { limits?: Limits };
  const { limits, ...others } = resources;
  const { memory, pids, cpus } = limits ?? {};
  const within = (own: unknown, most: number) => {
    const amount = Number(own);
    return amount > 0 && amount < most ? amount : most;
  };
  return {
    mem_limit: String(within(mem_limit ?? memory, MEMORY)),
    pids_limit: within(pids_limit ?? pids, PIDS),
    memswap_limit: undefined,
    ...(cpus !== undefined && { cpus: Number(cpus) }),
    ...(deploy && { deploy: { ...deploy, resources: others } }),
  };
}

function containedService(
  service: Service,
  image: string,
  labels: Record<string, string>,
): Service {
  const { container_name: _name, ports = [], build, ...rest } = service;
  return {
    ...rest,
    ...limitsOf(service),
    labels: { ...rest.labels, ...labels },
    ...(build && { image, build: containedBuild(build, labels) }),
    ports: ports.map(({ published: _published, ...port }) => ({ ...port, host_ip: "127.0.0.1" })),
  };
}
