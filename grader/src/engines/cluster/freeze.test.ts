import { expect, it } from "vitest";
import { freeze } from "./freeze.ts";
import { rolledOut } from "./rollout.ts";
import { clusterTest } from "./testing/cluster.ts";
import { deployment, SERVER } from "./testing/deployment.ts";

const test = clusterTest();
const livenessProbe = {
  httpGet: { path: "/", port: 8000 },
  periodSeconds: 1,
  timeoutSeconds: 1,
  failureThreshold: 3,
};

it.each([
  ["the first process", {}],
  [
    "a process behind another",
    { command: ["sh", "-c", `node -e '${SERVER.replaceAll("'", "")}' & wait; exit 1`] },
  ],
])(
  "freezes %s, so that its liveness probe has it restarted",
  { timeout: 120_000 },
  async (...of) => {
    const [, container] = of;
    const namespace = await test.namespace();
    const image = await test.image();
    await namespace.apply([deployment({ image, container: { livenessProbe, ...container } })]);
    await namespace.until({ ...rolledOut("api"), deadlineMs: 60_000 });
    const name = (await namespace.pods("app=api"))[0]?.metadata?.name ?? "";
    await freeze(namespace, name);
    await namespace.until({
      what: "the container to be restarted",
      kinds: ["Pod", "Event"],
      deadlineMs: 60_000,
      probe({ Pod, Event }) {
        const [status] = Pod[0]?.status?.containerStatuses ?? [];
        const killed = Event.some(({ message }) => /failed liveness probe/.test(message ?? ""));
        return (killed && status?.restartCount === 1) || `restarts: ${status?.restartCount}`;
      },
    });
  },
);

it("tells a server that it cannot freeze", { timeout: 60_000 }, async () => {
  const namespace = await test.namespace();
  const image = await test.image();
  const command = ["node", "--disable-sigusr1", "-e", SERVER];
  await namespace.apply([deployment({ image, container: { command } })]);
  await namespace.until({ ...rolledOut("api"), deadlineMs: 40_000 });
  const name = (await namespace.pods("app=api"))[0]?.metadata?.name ?? "";
  await expect(freeze(namespace, name)).rejects.toMatchObject({
    name: "NotRun",
    message: expect.stringMatching(/cannot be frozen: its debugger does not open/),
  });
});
