import { symlink } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { CheckFailure } from "../../checks/check-failure.ts";
import { NotRun } from "../../checks/undecided.ts";
import { ComposeStack } from "./compose.ts";
import { contained } from "./compose-contained.ts";
import { Container } from "./container.ts";
import { leftOf } from "./sweep.ts";
import { dockerTest } from "./testing/docker.ts";

const test = dockerTest("redis:7-bookworm");
let parts = 0;

const HEALTHY = `
    healthcheck: { test: ["CMD", "redis-cli", "ping"], interval: 500ms, retries: 40 }`;

async function stack(yaml: string, files: Record<string, string> = {}) {
  const folder = await test.folder({ "compose.yaml": yaml, ...files });
  parts += 1;
  return ComposeStack.open({ folder, root: folder }, test.run, `t${parts}`);
}

async function refusal(yaml: string): Promise<string[]> {
  const error: unknown = await stack(yaml).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(CheckFailure);
  return [...((error as CheckFailure).evidence.lines ?? [])];
}

describe("ComposeStack", () => {
  it("starts in order of health, stops and starts a service, and takes all down", async () => {
    const redis = await stack(
      `services:
  api:
    build: .
    ports: ["8000:6379"]
    container_name: taken
    depends_on: { redis: { condition: service_healthy } }
    environment: { PASSWORD: "a$$b", FROM_FILE: "\${SETTING}" }
  redis:
    image: redis:7-bookworm
    volumes: ["data:/data"]${HEALTHY}
  test:
    profiles: [test]
    image: redis:7-bookworm
    command: ["redis-cli", "-h", "redis", "ping"]
volumes: { data: { name: shared-with-others } }
`,
      { Dockerfile: "FROM redis:7-bookworm\nENV BUILT=yes\n", ".env": "SETTING=set\n" },
    );
    await redis.up();
    try {
      const names = (await redis.containers()).map(({ service, state }) => `${service} ${state}`);
      expect(names.sort()).toEqual(["api running", "redis running"]);
      const port = await redis.port("api", 6379);
      expect(port).toBeGreaterThan(1024);
      expect(port).not.toBe(8000);
      expect(await redis.port("redis", 6379)).toBeUndefined();
      const ran = await redis.run("test", [], "test");
      expect(ran.stdout).toContain("PONG");
      const environment = await redis.run("api", ["env"]);
      expect(environment.stdout).toContain("PASSWORD=a$b");
      expect(environment.stdout).toContain("FROM_FILE=set");
      expect(environment.stdout).toContain("BUILT=yes");
      const [first] = await redis.containers();
      const attached = await Container.attach(first?.id ?? "");
      expect((await attached.inspect()).State.Running).toBe(true);
      await redis.stop("redis");
      const stopped = (await redis.containers()).find(({ service }) => service === "redis");
      expect(stopped).toMatchObject({ state: "exited" });
      await redis.start("redis");
      expect((await redis.logs("redis")).join("\n")).toContain("Ready to accept connections");
      expect(await leftOf(test.run)).toMatchObject({ containers: 2, networks: 1, volumes: 1 });
    } finally {
      await redis.down();
    }
    expect(await leftOf(test.run)).toMatchObject({ containers: 0, networks: 0, volumes: 0 });
  });

  it("says which service did not come up, with its log", async () => {
    const broken = await stack(`services:
  one:
    image: redis:7-bookworm
    command: ["sh", "-c", "echo no such thing; exit 4"]
`);
    try {
      const error: unknown = await broken.up().catch((each: unknown) => each);
      expect(error).toMatchObject({ received: "one exited with exit code 4" });
      expect((error as CheckFailure).evidence.lines).toContain("no such thing");
    } finally {
      await broken.down();
    }
  });

  it("does not judge what a closed network brings about", async () => {
    const far = await stack("services:\n  a:\n    image: localhost:1/nothing:1\n");
    try {
      await expect(far.up()).rejects.toThrow(NotRun);
    } finally {
      await far.down();
    }
  });

  it("tells a file that docker compose cannot read, and one that is missing", async () => {
    await expect(stack("services:\n  a:\n    imag: x\n")).rejects.toThrow(/imag/);
    const folder = await test.folder({});
    const open = ComposeStack.open({ folder, root: folder }, test.run, "none");
    await expect(open).rejects.toThrow("a compose.yaml");
  });
});

describe("what is refused before anything starts", () => {
  const service = (words: string) => `services:\n  a:\n    image: redis:7-bookworm\n    ${words}\n`;
  it.each([
    ["volumes: ['/var/run/docker.sock:/x']", "4: service a mounts the Docker socket"],
    ["volumes: ['/:/host']", "4: service a mounts /, which is outside"],
    ["volumes: ['../..:/up']", "4: service a mounts "],
    ["privileged: true", "4: service a runs with all rights"],
    ["network_mode: host", "4: service a shares a namespace"],
    ["pid: host", "4: service a shares a namespace"],
    ["ipc: host", "4: service a shares a namespace"],
    ["cap_add: [SYS_ADMIN]", "4: service a adds capabilities"],
    ["cap_add: [CHOWN, ALL]", "4: service a adds capabilities (cap_add: ALL)"],
    ["devices: ['/dev/sda:/dev/sda']", "4: service a uses devices"],
    ["security_opt: ['seccomp:unconfined']", "4: service a switches protection off"],
    [
      "volumes: ['data:/v']\nvolumes:\n  data:\n    driver_opts: {type: none, o: bind, device: /}",
      "7: volumes data mounts",
    ],
    ["networks: [n]\nnetworks:\n  n:\n    external: true", "7: networks n belongs"],
    ["secrets: [s]\nsecrets:\n  s:\n    file: /etc/shadow", "7: secrets s reads /etc/shadow"],
    ["build: /etc", "4: service a builds from /etc"],
    ["build: { context: ., dockerfile: /etc/passwd }", "4: service a builds /etc/passwd"],
    ["build: { context: ., additional_contexts: { b: /etc } }", "4: service a builds from /etc"],
    ["extends: { file: /etc/x.yaml, service: b }", "4: service a reads /etc/x.yaml"],
    ["env_file: [.env, ../../../etc/passwd]", "4: service a reads ../../../etc/passwd"],
    ["label_file: /etc/hostname", "4: service a reads /etc/hostname"],
    ["post_start: [{ command: ['a'], privileged: true }]", "4: service a runs a command with all"],
    ["deploy: { replicas: 50 }", "4: service a starts 50 containers"],
  ])("%s", async (words, told) => {
    expect((await refusal(service(words)))[0]).toContain(`compose.yaml:${told}`);
    expect((await leftOf(test.run)).containers).toBe(0);
  });

  it("lets what a learner needs pass", async () => {
    const { file } = await stack(
      service(
        "volumes: ['./conf:/conf:ro', 'v:/data']\n    cap_drop: [ALL]\n    cap_add: [SETUID]\n    read_only: true\n    tmpfs: [/tmp]\n    security_opt: ['no-new-privileges:true']\nvolumes: {v: {}}",
      ),
      { "conf/a": "" },
    );
    expect(file.services.a?.image).toBe("redis:7-bookworm");
  });

  it("is told for every profile and behind anchors", async () => {
    const lines = await refusal(
      "x-all: &all\n  privileged: true\nservices:\n  a:\n    <<: *all\n    image: b\n    profiles: [p]\n",
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^compose.yaml:[24]: service a runs/);
  });

  it("is told for files that are taken in, and for every document", async () => {
    const files = { "more.yaml": "services:\n  b:\n    env_file: /etc/passwd\n" };
    const taken = stack(`include: [more.yaml]\n${service("init: true")}`, files);
    await expect(taken).rejects.toThrow("more.yaml:3: service b reads /etc/passwd");
    const second = stack(`${service("init: true")}---\ninclude: [/etc/x.yaml]\n`);
    await expect(second).rejects.toThrow("the stack reads /etc/x.yaml");
    await expect(stack(`include: ['\${X}']\n`)).rejects.toThrow("from a variable");
    await expect(stack("include: ['oci://127.0.0.1:1/x']\n")).rejects.toThrow("fetches oci:");
    await expect(stack("services: [\n")).rejects.toThrow("YAML in compose.yaml");
  });

  it("keeps a stack within the grader's limits, and from other names", async () => {
    const { file } = await stack(
      service(
        "build: { context: ., tags: ['node:24-bookworm-slim'], cache_to: ['type=local,dest=/x'] }\n    mem_limit: 64g\n    pids_limit: -1",
      ),
    );
    const { a } = contained(file, test.run, "x").services;
    expect(a).toMatchObject({ mem_limit: String(1024 ** 3), pids_limit: 512 });
    expect(a?.build).not.toHaveProperty("tags");
    expect(a?.build).not.toHaveProperty("cache_to");
    const own = await stack(
      service("deploy: { resources: { limits: { memory: 64M, pids: 20, cpus: '0.5' } } }"),
    );
    await own.up();
    const [{ id = "" } = {}] = await own.containers();
    const { HostConfig } = await (await Container.attach(id)).inspect();
    await own.down();
    expect(HostConfig).toMatchObject({ Memory: 64 * 1024 ** 2, PidsLimit: 20, NanoCpus: 5e8 });
    expect(contained(own.file, test.run, "x").services.a).toMatchObject({
      mem_limit: String(64 * 1024 ** 2),
      pids_limit: 20,
      cpus: 0.5,
    });
  });

  it("follows links", async () => {
    const folder = await test.folder({ "compose.yaml": service("volumes: ['./link:/x']") });
    await symlink("/etc", path.join(folder, "link"));
    const open = ComposeStack.open({ folder, root: folder }, test.run, "link");
    await expect(open).rejects.toThrow(/outside the exercise/);
  });
});
