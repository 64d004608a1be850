import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** What measures time or the disk, and what removes the remains of ended runs, runs beside nothing. */
const ALONE = [
  "grader/proof/hostile/builds-and-disk.test.ts",
  "grader/src/latency/measure.test.ts",
  "grader/src/engines/load/**/*.test.ts",
  "grader/src/engines/{docker,cluster}/sweep.test.ts",
  "grader/src/commands/doctor/*.test.ts",
  "shared/src/cache/redis-cache.test.ts",
];
/** Most of a test's time goes by in waiting for containers and pods. */
const AT_ONCE = Math.max(4, availableParallelism() - 1);

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    pool: "forks",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: "together",
          include: ["{shared,models,grader,slides,solutions}/**/*.test.ts"],
          exclude: ["**/node_modules/**", ...ALONE],
          maxWorkers: AT_ONCE,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: "alone",
          include: ALONE,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
