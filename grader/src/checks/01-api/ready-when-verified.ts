import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ContractFailure, IDS } from "@workshop/serving/http-contract";
import { answers } from "../../engines/answers.ts";
import { type HeldFile, holdFile } from "../../engines/model/held-file.ts";
import { copyModels, MODEL_FILES } from "../../engines/model/model-folder.ts";
import type { ApiProcess } from "../../engines/process.ts";
import { statusOf } from "../../engines/status.ts";
import type { Check } from "../check.ts";

const HELD_MS = 600;
const PREDICT = { method: "POST", body: IDS };

export const readyWhenVerified: Check = {
  id: "ready-when-verified",
  title: "GET /health/ready answers 200 only once the model is loaded and answers",
  step: 1,
  points: 5,
  why: "Traffic that comes before the model is there gets errors at every deploy and every scale-up.",
  hints: [
    "The model loads while the server is already up; in between, readiness must not say 200.",
    "Load the model after the port is open, and let /health/ready ask whether it is there.",
    "core.ready() throws until core.start() has loaded and warmed the model: return it as it is, with its error.",
  ],
  after: ["health", "predict-ids"],
  seconds: 2,
  needs: ["named-pipes"],
  deadlineMs: 60_000,
  mutants: [
    {
      title: "waits a second for the model and calls itself ready then",
      edits: {
        "src/app.ts": [
          {
            find: 'app.get("/health/ready", async () => core.ready());',
            replace:
              'app.get("/health/ready", async () => {\n    for (let waited = 0; waited < 50 && !core.models.peek() && !core.models.lastError; waited += 1) {\n      await new Promise((resolve) => setTimeout(resolve, 20));\n    }\n    if (core.models.lastError) return core.ready();\n    return core.models.peek() ? core.ready() : { status: "ok" };\n  });',
          },
        ],
      },
    },
  ],
  async run(context) {
    const folder = await context.temporaryFolder();
    const models = await copyModels(path.join(folder, "models"));
    await mkdir(path.join(folder, "pipes"));
    const held: HeldFile[] = [];
    for (const name of MODEL_FILES) {
      const pipe = path.join(folder, "pipes", name);
      held.push(await holdFile(path.join(models.release, name), pipe));
    }
    const api = await context.start({
      wait: "none",
      environment: { MODEL_DIR: models.folder },
    });
    await watchWhileHeld(api);
    const done = new AbortController();
    const releasing = held.map((each) => each.release(done.signal));
    try {
      await answers(api, "/health/ready");
      const status = await look(api, "/predict");
      if (status !== 200) {
        throw new ContractFailure("a prediction right after the first ready 200", `${status}`);
      }
    } finally {
      done.abort();
      await Promise.all(releasing);
    }
    return undefined;
  },
};

/** Until the model's bytes are released, neither readiness nor a prediction may succeed. */
async function watchWhileHeld(api: ApiProcess): Promise<void> {
  const latest = performance.now() + 10_000;
  let end = latest;
  while (performance.now() < Math.min(end, latest)) {
    for (const path of ["/health/ready", "/predict"]) {
      const status = await look(api, path);
      if (status === 200) {
        throw new ContractFailure(
          `no 200 from ${path} while the model's bytes are still on their way`,
          "200",
        );
      }
      // The watch is timed from the first sign of life; a server that listens only later is fine.
      if (typeof status === "number") end = Math.min(end, performance.now() + HELD_MS);
    }
    if (api.ended() !== undefined) return;
    await sleep(20);
  }
}

function look(api: ApiProcess, path: string): Promise<number | string> {
  return statusOf(api.url + path, path === "/predict" ? PREDICT : { method: "GET" });
}
