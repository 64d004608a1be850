import type Docker from "dockerode";
import { labelsOf } from "./run-id.ts";

/** The port an image serves on. */
export const PORT = 8000;

/** How a container is run; the names are those of docker run's options. */
export interface RunOptions {
  /** Bytes; no swap beyond them. */
  memory?: number;
  /** CPUs' worth of time. */
  cpus?: number;
  /** The CPUs it may run on, such as "0". */
  cpuset?: string;
  pidsLimit?: number;
  readOnly?: boolean;
  capDrop?: readonly string[];
  /** Adds `no-new-privileges`. */
  noNewPrivileges?: boolean;
  /** Mount options by path, such as { "/tmp": "size=16m" }. */
  tmpfs?: Readonly<Record<string, string>>;
  /** Bytes of /dev/shm; 64 MB unless told. */
  shmSize?: number;
  environment?: Readonly<Record<string, string>>;
  /** A network's name; "none" for no network and no published port. */
  network?: string;
  user?: string;
  entrypoint?: readonly string[];
  command?: readonly string[];
  /** Restart as `docker run --restart` does: "no" unless told. */
  restart?: "no" | "on-failure" | "always";
}

/** What no container goes beyond unless a check says so: an image may hold anything. */
const CONTAINED = { memory: 1024 ** 3, pidsLimit: 512 } as const;

/** The limits of step 5 of the exercise. */
export const LIMITED: RunOptions = {
  memory: 256 * 1024 ** 2,
  cpus: 1,
  pidsLimit: 100,
  readOnly: true,
  capDrop: ["ALL"],
  noNewPrivileges: true,
};

/** The engine's own words for the options. */
export function createOptions(
  image: string,
  run: string,
  options: RunOptions,
): Docker.ContainerCreateOptions {
  const { memory, pidsLimit, ...asked } = { ...CONTAINED, ...options };
  const port = `${PORT}/tcp`;
  return {
    Image: image,
    Labels: labelsOf(run),
    Env: Object.entries(asked.environment ?? {}).map(([name, value]) => `${name}=${value}`),
    ExposedPorts: { [port]: {} },
    ...(asked.user !== undefined && { User: asked.user }),
    ...(asked.entrypoint && { Entrypoint: [...asked.entrypoint] }),
    ...(asked.command && { Cmd: [...asked.command] }),
    HostConfig: {
      Memory: memory,
      MemorySwap: memory,
      PidsLimit: pidsLimit,
      RestartPolicy: { Name: asked.restart ?? "no" },
      ...(asked.cpus !== undefined && { NanoCpus: asked.cpus * 1e9 }),
      ...(asked.cpuset !== undefined && { CpusetCpus: asked.cpuset }),
      ...(asked.readOnly && { ReadonlyRootfs: true }),
      ...(asked.capDrop && { CapDrop: [...asked.capDrop] }),
      ...(asked.noNewPrivileges && { SecurityOpt: ["no-new-privileges"] }),
      ...(asked.tmpfs && { Tmpfs: { ...asked.tmpfs } }),
      ...(asked.shmSize !== undefined && { ShmSize: asked.shmSize }),
      ...(asked.network !== undefined && { NetworkMode: asked.network }),
      ...(asked.network !== "none" && {
        PortBindings: { [port]: [{ HostIp: "127.0.0.1", HostPort: "" }] },
      }),
    },
  };
}
