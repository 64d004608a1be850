import { GenericContainer, Wait } from "testcontainers";

/** Inside the container. */
export const API_PORT = 6443;
const START_MS = 120_000;

/**
 * K3s as its authors run it in Docker (https://docs.k3s.io/advanced#running-k3s-in-docker), without the
 * ingress controller, which no exercise uses. The module @testcontainers/k3s would do, but it loads a
 * library that it does not declare.
 */
export class K3sContainer extends GenericContainer {
  constructor(image: string) {
    super(image);
    Object.assign(this.hostConfig, { CgroupnsMode: "host" });
    this.withPrivilegedMode()
      .withExposedPorts(API_PORT)
      .withBindMounts([{ source: "/sys/fs/cgroup", target: "/sys/fs/cgroup" }])
      .withTmpFs({ "/run": "rw", "/var/run": "rw" })
      .withCommand(["server", "--disable=traefik"])
      .withWaitStrategy(Wait.forLogMessage("Node controller sync successful"))
      .withStartupTimeout(START_MS);
  }
}
