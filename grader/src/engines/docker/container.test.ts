import { once } from "node:events";
import net from "node:net";
import { describe, expect, it, vi } from "vitest";
import { Container } from "./container.ts";
import { ContainerDidNotStart } from "./container-did-not-start.ts";
import { waitForHealth } from "./health.ts";
import { LIMITED, type RunOptions } from "./run-options.ts";
import { serves } from "./serving.ts";
import { dockerTest } from "./testing/docker.ts";

const IMAGE = "node:24-bookworm-slim";
const test = dockerTest(IMAGE);

const serving = (port: number, host = "0.0.0.0", first = "") =>
  `require("http").createServer((q, s) => { ${first} console.log(q.url); s.end("ok"); }).listen(${port}, "${host}");` +
  'process.on("SIGTERM", () => process.exit(0));';

const node = (script: string, options: RunOptions = {}) =>
  Container.start(IMAGE, test.run, { command: ["node", "-e", script], ...options });

async function told(container: Container, deadlineMs = 5000): Promise<ContainerDidNotStart> {
  const error: unknown = await serves(container, { deadlineMs }).catch((each: unknown) => each);
  expect(error).toBeInstanceOf(ContainerDidNotStart);
  await container.remove();
  return error as ContainerDidNotStart;
}

/** Listens on these ports until it is disposed of; those in use already stay as they are. */
async function occupied(from: number, count: number): Promise<AsyncDisposable> {
  const servers = await Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const server = net.createServer().on("error", () => {});
      server.listen(from + index, "127.0.0.1");
      await Promise.race([once(server, "listening"), once(server, "error")]);
      return server;
    }),
  );
  return {
    async [Symbol.asyncDispose]() {
      for (const server of servers) server.close();
    },
  };
}

it("is published beside the ports that something else has", async () => {
  const first = await node(serving(8000));
  await using _taken = await occupied(first.port + 1, 12);
  const second = await node(serving(8000));
  await serves(second);
  expect(second.port).not.toBe(first.port);
  for (const each of [first, second]) await each.remove();
});

describe("serves", () => {
  it("waits until it answers, and SIGTERM ends it", async () => {
    const container = await node(`setTimeout(() => { ${serving(8000)} }, 300)`, LIMITED);
    await serves(container);
    const answer = await container.target.request({ method: "GET", path: "/x" });
    expect(answer.status).toBe(200);
    expect(await container.logs()).toContain("/x");
    expect((await container.top()).processes).toHaveLength(1);
    await container.signal("SIGTERM");
    expect(await container.exited).toEqual({ exitCode: 0, oomKilled: false });
    const late = container.exec(["true"]);
    await expect(late).rejects.toMatchObject({ received: "exited, exit code 0" });
  });

  it("tells an image that exits at once, with its last words", async () => {
    const { received, output } = await told(await node('console.log("bye"); process.exit(3)'));
    expect(received).toBe("the container ended with exit code 3");
    expect(output).toContain("bye");
  });

  it("tells one that the kernel killed for its memory", async () => {
    const script = "const all = []; for (;;) all.push(Buffer.alloc(1e7, 1));";
    const { received } = await told(await node(script, { memory: 64 * 1024 ** 2 }), 20_000);
    expect(received).toMatch(/exit code 137 \(out of memory/);
  });

  it("tells one that never listens", async () => {
    const { received } = await told(await node("setInterval(() => {}, 1000)"), 1500);
    expect(received).toBe("nothing in the container listens");
  });

  it("tells one that listens on localhost only, before the deadline", async () => {
    const started = performance.now();
    const { received } = await told(await node(serving(8000, "127.0.0.1")), 60_000);
    expect(received).toMatch(/^it listens on 127.0.0.1:8000 inside the container/);
    expect(performance.now() - started).toBeLessThan(30_000);
  });

  it("tells one that listens on another port", async () => {
    const { received } = await told(await node(serving(3000)), 1500);
    expect(received).toBe("it listens on 3000 and not on 8000");
  });

  it("tells one whose command is not there", async () => {
    const start = Container.start(IMAGE, test.run, { entrypoint: ["/nothing"] });
    await expect(start).rejects.toMatchObject({ received: expect.stringContaining("/nothing") });
  });
});

describe("Container", () => {
  it("runs commands inside, and lists files of an image without any", async () => {
    const image = await test.build({
      Dockerfile: 'FROM scratch\nCOPY a /b/a\nCMD ["/b/a"]\n',
      a: "12345",
    });
    const container = await node(serving(8000));
    const { exitCode, stdout } = await container.exec(["node", "-p", "process.getuid()"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "0\n" });
    expect((await container.exec(["nothing"])).exitCode).toBeGreaterThan(125);
    expect(await container.listening()).toEqual([{ address: "0.0.0.0", port: 8000 }]);
    await container.remove();
    const start = Container.start(image.reference, test.run);
    await expect(start).rejects.toBeInstanceOf(ContainerDidNotStart);
  });

  it("turns unhealthy when its process is frozen, and healthy when it is thawed", async () => {
    const probe =
      "fetch('http://127.0.0.1:8000').then(() => process.exit(0), () => process.exit(1))";
    const image = await test.build({
      Dockerfile:
        `FROM ${IMAGE}\nHEALTHCHECK --interval=1s --timeout=1s --retries=1 CMD ["node", "-e", "${probe}"]\n` +
        `CMD ["node", "-e", "require('http').createServer((q, s) => s.end()).listen(8000)"]\n`,
    });
    const container = await Container.start(image.reference, test.run);
    await waitForHealth(container, "healthy", 20_000);
    await container.signal("SIGSTOP");
    await waitForHealth(container, "unhealthy", 20_000);
    await container.signal("SIGCONT");
    await waitForHealth(container, "healthy", 20_000);
    await container.remove();
  });

  it("goes on after its restart policy has begun it anew", async () => {
    const boom = `${serving(8000, "0.0.0.0", "if (q.url === '/boom') process.exit(1);")}`;
    const container = await node(boom, { restart: "on-failure" });
    await serves(container);
    await container.target.request({ method: "GET", path: "/boom" }).catch(() => {});
    await vi.waitFor(async () => {
      const { RestartCount } = await container.inspect();
      expect(RestartCount).toBe(1);
    }, 20_000);
    expect(container.ended()).toBeUndefined();
    await serves(container);
    await container.remove();
  });

  it("holds a fork bomb, and takes it away", async () => {
    const bomb =
      "const f = () => require('child_process').spawn('sleep', ['600']).on('error', () => {});";
    const container = await node(
      `${bomb} setInterval(() => { for (let i = 0; i < 50; i++) f() }, 50)`,
      {
        pidsLimit: 64,
        cpus: 0.5,
      },
    );
    await vi.waitFor(async () => {
      expect((await container.top()).processes.length).toBeGreaterThan(40);
    }, 20_000);
    expect((await container.top()).processes.length).toBeLessThanOrEqual(64);
    await container.remove();
    await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 });
  });

  it("tells its main process from what runs beside it", async () => {
    const container = await node(serving(8000));
    const beside = container.exec(["sleep", "5"]);
    await vi.waitFor(async () => {
      expect((await container.top()).processes).toHaveLength(2);
    }, 5000);
    expect(await container.mainCommand()).toMatch(/^node -e /);
    await beside;
    await container.remove();
  });

  it("publishes nothing without a network", async () => {
    const container = await node(serving(8000), { network: "none" });
    expect(container.port).toBe(0);
    await container.remove();
  });
});
