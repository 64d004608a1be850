import { CONTRACT } from "@workshop/serving/http-contract";
import { hasDocker, requireEngine } from "@workshop/serving/testing";
import { afterAll, beforeAll, describe, it } from "vitest";
import { FRAMEWORKS } from "./frameworks.ts";
import { IMAGE, inContainer } from "./testing/container.ts";
import { inProcess, onNetwork, type Running } from "./testing/targets.ts";

const docker = hasDocker(IMAGE);

describe.each(FRAMEWORKS)("the HTTP contract on %s", (framework) => {
  describe("in this process", () => {
    let running: Running;
    beforeAll(async () => {
      running = await inProcess(framework);
    });
    afterAll(() => running.close());
    it.each(CONTRACT.filter(({ needsSocket }) => !needsSocket))("$title", ({ run }) =>
      run(running.target),
    );
  });

  describe("over the network", () => {
    let running: Running;
    beforeAll(async () => {
      running = await onNetwork(framework);
    });
    afterAll(() => running.close());
    it.each(CONTRACT)("$title", ({ run }) => run(running.target));
  });

  describe("in a container", () => {
    let running: Running | undefined;
    beforeAll(async () => {
      if (docker) running = await inContainer(framework);
    });
    afterAll(() => running?.close());
    for (const { title, run } of CONTRACT) {
      it(title, async (context) => {
        requireEngine(context, "docker", docker);
        if (running) await run(running.target);
      });
    }
  });
});
