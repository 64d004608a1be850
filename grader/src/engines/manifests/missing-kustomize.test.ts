import { afterEach, beforeEach, expect, it, vi } from "vitest";

beforeEach(() => {
  // Which command there is, is asked once.
  vi.resetModules();
  vi.stubEnv("PATH", "");
});
afterEach(() => vi.unstubAllEnvs());

it("says what to install where neither kubectl nor kustomize is there", async () => {
  const { missingKustomize } = await import("./missing-kustomize.ts");
  expect(await missingKustomize()).toEqual({
    reason: "neither kubectl nor kustomize on the PATH",
    cure: expect.stringContaining("https://kubernetes.io/docs/tasks/tools/"),
  });
});

it("does not run a check then, and costs no points", async () => {
  const { render } = await import("./render.ts");
  await expect(render(import.meta.dirname, "local")).rejects.toMatchObject({
    name: "NotRun",
    cure: expect.stringContaining("Install kubectl"),
  });
});
