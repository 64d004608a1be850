import { randomBytes } from "node:crypto";
import { hasDocker } from "@workshop/serving/testing";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Container } from "../../docker/container.ts";
import { removeRun } from "../../docker/sweep.ts";
import { isLocal } from "../local-address.ts";
import { nodesOf } from "../nodes.ts";
import { clusterTest } from "../testing/cluster.ts";
import type { ImageAdapter } from "./adapter.ts";
import { adapterFor, byCommand } from "./adapters.ts";
import { chooseAdapter, loadImage } from "./load-image.ts";
import { mayHave } from "./prove-image.ts";
import { olderImages } from "./remove-older.ts";

const test = clusterTest();
const IMAGE = "node:24-bookworm-slim";

afterEach(() => vi.unstubAllEnvs());

describe("an adapter", () => {
  it.each([
    [
      "kind-two",
      { spec: { providerID: "kind://docker/two/two-control-plane" } },
      "kind load docker-image",
    ],
    ["k3d-one", { metadata: { name: "k3d-one-server-0" } }, "k3d image import"],
    [
      "minikube",
      { metadata: { name: "minikube", labels: { "minikube.k8s.io/name": "minikube" } } },
      "minikube image load",
    ],
    ["docker-desktop", { metadata: { name: "docker-desktop" } }, "Docker's own images"],
    [
      "docker-desktop",
      { spec: { providerID: "kind://docker/desktop/desktop-control-plane" } },
      "Docker's own images",
    ],
    ["eks", { metadata: { name: "ip-10-0-0-1.ec2.internal" } }, undefined],
  ])("is chosen by the looks of %s", (context, node, name) => {
    expect(adapterFor(context, [node])?.name).toBe(name);
  });

  it("is chosen by the environment first", async () => {
    vi.stubEnv("WORKSHOP_LOAD_IMAGE", "");
    vi.stubEnv("WORKSHOP_REGISTRY", "localhost:5000");
    expect((await chooseAdapter(test.cluster())).name).toBe("WORKSHOP_REGISTRY=localhost:5000");
    vi.stubEnv("WORKSHOP_LOAD_IMAGE", "load it");
    expect((await chooseAdapter(test.cluster())).name).toBe("WORKSHOP_LOAD_IMAGE");
  });
});

describe("removal", () => {
  const image = (name: string) => ({
    names: [`docker.io/library/workshop-api@sha256:${"0".repeat(64)}`, `docker.io/library/${name}`],
  });
  const node = {
    metadata: { name: "two-worker" },
    spec: { providerID: "kind://docker/two/two-worker" },
    status: {
      images: ["workshop-api:graded-1", "workshop-api:graded-2", "workshop-api:dev"].map(image),
    },
  };

  it("finds what earlier runs brought in, and nothing else", () => {
    const found = olderImages([node, node], "workshop-api:graded-", "workshop-api:graded-2");
    expect(found).toEqual(["docker.io/library/workshop-api:graded-1"]);
  });

  it("is left to whoever can do it", async () => {
    const can = (adapter: ImageAdapter | undefined) => adapter?.remove !== undefined;
    expect(can(adapterFor("kind-two", [node]))).toBe(true);
    expect(can(adapterFor("docker-desktop", [node]))).toBe(false);
    expect(can(byCommand("load it"))).toBe(false);
    await expect(byCommand("load it", "test a:1 =").remove?.("a:1")).resolves.toBeUndefined();
    await expect(byCommand("load it", "exit 3 #").remove?.("a:1")).rejects.toThrow("exit code 3");
  });
});

describe("loadImage", { timeout: 180_000 }, () => {
  it("brings an image in, and proves it", async () => {
    expect(await loadImage(test.cluster(), IMAGE, { run: test.run })).toBe(IMAGE);
  });

  it("leaves an image alone that is there, listed by its node or not", async () => {
    await test.image();
    vi.stubEnv("WORKSHOP_LOAD_IMAGE", "exit 9;");
    expect(await loadImage(test.cluster(), IMAGE, { run: test.run, reuse: true })).toBe(IMAGE);
  });

  it("takes an image for possible where a node lists as many as it may", () => {
    const images = (count: number) => Array.from({ length: count }, () => ({ names: ["other:1"] }));
    expect(mayHave({ status: { images: images(49) } }, "one:1")).toBe(false);
    expect(mayHave({ status: { images: images(50) } }, "one:1")).toBe(true);
    expect(mayHave({ status: { images: [{ names: ["docker.io/library/one:1"] }] } }, "one:1")).toBe(
      true,
    );
  });

  it("tells what to set where the image did not arrive", async () => {
    vi.stubEnv("WORKSHOP_LOAD_IMAGE", "node -e 0 --");
    const image = `workshop-nowhere:${randomBytes(4).toString("hex")}`;
    const loading = loadImage(test.cluster(), image, { run: test.run });
    await expect(loading).rejects.toMatchObject({
      name: "NotRun",
      message: expect.stringMatching(
        /has no image workshop-nowhere:.* after WORKSHOP_LOAD_IMAGE: /,
      ),
      cure: expect.stringContaining("Set WORKSHOP_REGISTRY"),
    });
  });

  it("tells a command that fails, with its last words", async () => {
    vi.stubEnv("WORKSHOP_LOAD_IMAGE", "echo no room; exit 4;");
    const loading = loadImage(test.cluster(), IMAGE, { run: test.run });
    await expect(loading).rejects.toMatchObject({
      message: "The image was not brought into the cluster: exit code 4: no room",
    });
  });

  it("takes the way of a registry", async (context) => {
    const [node] = await nodesOf(test.cluster());
    const address = node?.status?.addresses?.find(({ type }) => type === "InternalIP")?.address;
    const here = isLocal("", `https://${address}`) && adapterFor("", [node ?? {}]) === undefined;
    if (!here) context.skip("not run: the nodes do not see this machine's 127.0.0.1");
    if (!hasDocker("registry:2")) context.skip("not run: no image registry:2");
    const environment = { REGISTRY_HTTP_ADDR: "0.0.0.0:8000" };
    const registry = await Container.start("registry:2", test.run, { environment });
    try {
      vi.stubEnv("WORKSHOP_LOAD_IMAGE", "");
      vi.stubEnv("WORKSHOP_REGISTRY", `127.0.0.1:${registry.port}`);
      await vi.waitFor(() => fetch(`http://127.0.0.1:${registry.port}/v2/`), 20_000);
      const loaded = await loadImage(test.cluster(), IMAGE, { run: test.run });
      expect(loaded).toBe(`127.0.0.1:${registry.port}/${IMAGE}`);
    } finally {
      await removeRun(test.run);
    }
  });
});
