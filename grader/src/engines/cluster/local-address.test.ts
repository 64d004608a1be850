import { expect, it } from "vitest";
import { isLocal } from "./local-address.ts";

const INTERFACES = {
  eth0: [address("192.0.2.7", "192.0.2.7/24"), address("10.1.2.3", "10.1.2.3/16")],
  "br-0a1b": [address("172.19.0.1", "172.19.0.1/16")],
};

function address(of: string, cidr: string) {
  return { address: of, cidr, family: "IPv4", netmask: "", mac: "", internal: false } as const;
}

it.each([
  ["kind-kind", "https://127.0.0.1:34567", true],
  ["anything", "https://localhost:6443", true],
  ["k3d-one", "https://0.0.0.0:6550", true],
  ["k3d-one", "https://host.k3d.localhost:6550", true],
  ["docker-desktop", "https://kubernetes.docker.internal:6443", true],
  ["six", "https://[::1]:6443", true],
  ["minikube", "https://192.168.49.2:8443", true],
  ["this machine", "https://10.1.2.3:6443", true],
  ["a docker network", "https://172.19.0.4:6443", true],
  ["a neighbour", "https://10.1.9.9:6443", false],
  ["another docker network", "https://172.20.0.4:6443", false],
  ["kind-production", "https://203.0.113.5:6443", false],
  ["minikube", "https://minikube.example.com", false],
  ["eks", "https://ABCDEF.gr7.eu-west-1.eks.amazonaws.com", false],
  ["localhost.example.com", "https://localhost.example.com", false],
  ["broken", "not a URL", false],
])("%s at %s", (context, server, expected) => {
  expect(isLocal(context, server, INTERFACES)).toBe(expected);
});
