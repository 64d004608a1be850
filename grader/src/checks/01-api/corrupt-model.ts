import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { demand, demandStatus, IDS } from "@workshop/serving/http-contract";
import { answers } from "../../engines/answers.ts";
import { apiTarget } from "../../engines/api-target.ts";
import { copyModels, MODEL_FILES } from "../../engines/model/model-folder.ts";
import type { Check } from "../check.ts";

const WATCH_MS = 1500;

export const corruptModel: Check = {
  id: "corrupt-model",
  title: "A damaged model file keeps the API alive, not ready, and says why",
  step: 6,
  points: 2,
  why: "A half-copied file must not serve wrong scores, and a crash loop hides the reason.",
  hints: [
    "metadata.json lists the sha256 of every file; compare before you use a byte.",
    "A failed load is no reason to exit: go on listening, with readiness at 503 and the reason in it.",
    "core.start() settles either way and tries again; core.ready() throws with the reason until it worked.",
  ],
  after: ["health", "predict-ids"],
  seconds: 2.5,
  mutants: [
    {
      title: "exits where the model cannot be loaded",
      edits: {
        "src/server.ts": [
          {
            find: "await core.start();",
            replace: "await core.start();\n  if (core.models.lastError) process.exit(1);",
          },
        ],
      },
    },
  ],
  async run(context) {
    const models = await copyModels(path.join(await context.temporaryFolder(), "models"));
    for (const name of MODEL_FILES) await damage(path.join(models.release, name));
    const api = await context.start({
      wait: "none",
      environment: { MODEL_DIR: models.folder },
    });
    await answers(api, "/health/live");
    const target = apiTarget(api);
    const end = performance.now() + WATCH_MS;
    for (let look = 0; look === 0 || performance.now() < end; look += 1) {
      const live = await target.request({ method: "GET", path: "/health/live" });
      demandStatus(live, 200, "GET /health/live with a damaged model");
      const ready = await target.request({ method: "GET", path: "/health/ready" });
      demandStatus(ready, 503, "GET /health/ready with a damaged model");
      const answer = await target.request({ method: "POST", path: "/predict", body: IDS });
      demandStatus(answer, 503, "a prediction with a damaged model");
      await sleep(100);
    }
    const { text } = await target.request({ method: "GET", path: "/health/ready" });
    demand(
      /corrupt|damaged|sha-?256|checksum|hash/i.test(text),
      'the reason in the 503 of /health/ready (such as "corrupt" or "sha256")',
      text,
    );
    return undefined;
  },
};

/** Flips one bit in the middle: the file still has its size and most likely its structure. */
async function damage(file: string): Promise<void> {
  const bytes = await readFile(file);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  await writeFile(file, bytes);
}
