import type { ComposeFile, Service } from "./compose-file.ts";
import { labelsOf, PREFIX } from "./run-id.ts";

/** The project's name of a run; several stacks of one run differ by `part`. */
export function projectOf(run: string, part: string): string {
  return `${PREFIX}${run}-${part}`;
}

/**
 * The same stack, to run beside any other: names and labels are the run's, ports are published at
 * free ports of 127.0.0.1, and what has no limits of its own gets some.
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

function containedService(
  service: Service,
  image: string,
  labels: Record<string, string>,
): Service {
  const { container_name: _name, ports = [], build, deploy, ...rest } = service;
  const limited = deploy?.resources !== undefined;
  return {
    ...(limited ? {} : { mem_limit: "1g", pids_limit: 512 }),
    ...rest,
    labels: { ...rest.labels, ...labels },
    ...(deploy && { deploy }),
    ...(build && { image, build: { ...build, labels: { ...build.labels, ...labels } } }),
    ports: ports.map(({ published: _published, ...port }) => ({ ...port, host_ip: "127.0.0.1" })),
  };
}
