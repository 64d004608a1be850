import { writeFile } from "node:fs/promises";
import { pino } from "pino";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Metrics } from "../metrics-collector/index.ts";
import { PredictionService } from "../prediction/index.ts";
import { ENGINE_NAMES, type Engine, type EngineName } from "../predictor/engine.ts";
import { copyModels, type ModelFolder } from "../testing/model-folder.ts";
import { FolderStore } from "./folder-store.ts";
import { Golden } from "./golden.ts";
import { ModelLoader, type ModelLoaderOptions } from "./loader.ts";
import type { ServingModel } from "./serving-model.ts";

const OLD = "v1.0.0";
const NEW = "v1.1.0";

let models: ModelFolder;
let store: FolderStore;
let loaders: ModelLoader[];
let metrics: Metrics;

beforeEach(async () => {
  models = await copyModels();
  store = new FolderStore(models.folder);
  loaders = [];
  metrics = new Metrics({ queueRows: () => 0, trainedAt: () => undefined });
  await promote(OLD);
});

afterEach(async () => {
  await Promise.all(loaders.map((loader) => loader.close()));
  metrics.close();
  await models[Symbol.asyncDispose]();
});

async function promote(version: string): Promise<void> {
  const registry = { format: 1, aliases: { champion: version }, history: [] };
  await models.registry(() => JSON.stringify(registry));
}

function loader(options: Partial<ModelLoaderOptions> = {}): ModelLoader {
  const made = new ModelLoader({
    store,
    selector: "champion",
    engine: "walker",
    onLoad: (outcome, model) => metrics.loaded(outcome, model),
    ...options,
  });
  loaders.push(made);
  return made;
}

async function row(model: ServingModel): Promise<Float64Array> {
  const text = Buffer.from(await store.read(model.version, "golden.json")).toString("utf8");
  const [first] = Golden.parse(JSON.parse(text)).cases;
  const values = new Float64Array(model.metadata.features.length);
  model.extractor.extract(first?.features ?? {}, values, 0);
  return values;
}

async function loads(): Promise<string> {
  const { body } = await metrics.text();
  return body.match(/^[a-z_]*loads_total\{.*$/gm)?.join("\n") ?? "";
}

/** An engine that holds back its answers while `closed` is true, and tells when it is closed. */
function gated(version: () => string) {
  const gate = { shut: false, release: () => {}, closed: [] as string[], waiting: 0 };
  const wrapEngine = (engine: Engine): Engine => {
    const name = version();
    return {
      ...engine,
      async run(rows, count) {
        const answer = await engine.run(rows, count);
        if (!gate.shut || name !== OLD) return answer;
        gate.waiting += 1;
        await new Promise<void>((resolve) => {
          gate.release = resolve;
        });
        return answer;
      },
      async close() {
        gate.closed.push(name);
        await engine.close();
      },
    };
  };
  return { gate, wrapEngine };
}

describe.each(ENGINE_NAMES)("ModelLoader with the %s engine", (engine: EngineName) => {
  it("lets old requests finish on the old model while new ones go to the new", async () => {
    let opening = OLD;
    const { gate, wrapEngine } = gated(() => opening);
    const subject = loader({ engine, wrapEngine });
    const old = await subject.load();
    const input = await row(old);
    const [expected] = (await old.batcher.submit(input, 1)).scores;

    gate.shut = true;
    const slow = old.batcher.submit(input, 1);
    await vi.waitFor(() => expect(gate.waiting).toBe(1));
    opening = NEW;
    await promote(NEW);
    const next = await subject.load();

    expect(subject.current).toBe(next);
    expect(next.version).toBe(NEW);
    const [fresh] = (await next.batcher.submit(input, 1)).scores;
    expect(fresh).not.toBe(expected);
    expect(gate.closed).toEqual([]);

    gate.release();
    expect([...(await slow).scores]).toEqual([expected]);
    await vi.waitFor(() => expect(gate.closed).toEqual([OLD]));
    expect([...(await next.batcher.submit(input, 1)).scores]).toEqual([fresh]);
  });

  it("keeps the old model serving where the next one is broken, says why, and recovers", async () => {
    const file = engine === "onnx" ? "model.onnx" : "model.txt";
    const subject = loader({ engine });
    const old = await subject.load();
    const whole = Buffer.from(await store.read(NEW, file));
    await models.damage(NEW, file, (bytes) => bytes.subarray(0, 1000));
    await promote(NEW);

    await expect(subject.load()).rejects.toMatchObject({ reason: "corrupt" });
    expect(subject.current).toBe(old);
    expect(subject.lastError?.message).toContain(`${file} of ${NEW}: expected sha256`);
    expect(await loads()).toBe(
      'model_loads_total{outcome="ok"} 1\nmodel_loads_total{outcome="failed"} 1',
    );
    expect((await old.batcher.submit(await row(old), 1)).scores).toHaveLength(1);

    await writeFile(models.path(NEW, file), whole);
    expect((await subject.load()).version).toBe(NEW);
    expect(subject.lastError).toBeUndefined();
    expect(await loads()).toContain('model_loads_total{outcome="ok"} 2');
  });

  it("answers every request during reloads with the model that it names", async () => {
    const subject = loader({ engine });
    await subject.load();
    const service = new PredictionService({ models: subject, deadlineMs: 30_000, batchLimit: 10 });
    const body = { user_id: 259, movie_id: 298, age: 30, gender: "F", occupation_new: "student" };
    const answers = new Map<string, Set<number>>();
    let asking = true;
    const client = async () => {
      while (asking) {
        const { model_version, prediction } = await service.predict(body, { requestId: "r" });
        answers.set(model_version, (answers.get(model_version) ?? new Set()).add(prediction));
        await new Promise(setImmediate);
      }
    };
    const clients = Array.from({ length: 8 }, client);
    for (const version of [NEW, OLD, NEW, OLD, NEW]) {
      await promote(version);
      await subject.load();
    }
    asking = false;
    await Promise.all(clients);
    expect([...answers.keys()].sort()).toEqual([OLD, NEW]);
    for (const [version, found] of answers) expect(found.size, version).toBe(1);
  });
});

describe("ModelLoader", () => {
  it("has no model before the first load", () => {
    const subject = loader();
    expect(subject.peek()).toBeUndefined();
    expect(() => subject.current).toThrow(expect.objectContaining({ code: "model-not-ready" }));
  });

  it("shares one attempt among calls that overlap", async () => {
    const resolve = vi.spyOn(store, "resolve");
    const read = vi.spyOn(store, "read");
    const subject = loader();
    const [first, second, third] = await Promise.all([
      subject.load(),
      subject.load(),
      subject.load(),
    ]);
    expect(second).toBe(first);
    expect(third).toBe(first);
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(read.mock.calls.filter(([, file]) => file === "model.txt")).toHaveLength(1);
    expect(await loads()).toContain('outcome="ok"} 1');
  });

  it("shares one failure too, and tries again afterwards", async () => {
    await promote("v9.9.9");
    const subject = loader();
    const attempts = await Promise.allSettled([subject.load(), subject.load()]);
    expect(attempts.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await loads()).toContain('outcome="failed"} 1');
    await promote(OLD);
    expect((await subject.load()).version).toBe(OLD);
  });

  it("does not open again what answers already", async () => {
    const subject = loader();
    const model = await subject.load();
    expect(await subject.load()).toBe(model);
    expect(await loads()).toContain('outcome="ok"} 1');
  });

  it("forgets a failure when the alias goes back to what answers", async () => {
    const subject = loader();
    await subject.load();
    await promote("v9.9.9");
    await expect(subject.load()).rejects.toMatchObject({ reason: "missing" });
    expect(subject.lastError?.reason).toBe("missing");
    await promote(OLD);
    await subject.load();
    expect(subject.lastError).toBeUndefined();
  });

  it.each([
    ["broken", "{", "corrupt"],
    ["of another format", '{"format": 7}', "unsupported"],
    ["without the alias", '{"format": 1, "aliases": {}, "history": []}', "missing"],
  ])("goes on serving while registry.json is %s", async (_, text, reason) => {
    const subject = loader();
    const model = await subject.load();
    await models.registry(() => text);
    await expect(subject.load()).rejects.toMatchObject({ reason });
    expect(subject.current).toBe(model);
  });

  it("logs a failure that stays the same once", async () => {
    const lines: string[] = [];
    const logger = pino({ level: "info" }, { write: (line) => lines.push(line) });
    const subject = loader({ logger });
    await subject.load();
    await promote("v9.9.9");
    for (const _ of [1, 2, 3]) await subject.load().catch(() => {});
    await promote(NEW);
    await subject.load();
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { msg: "model loaded", version: OLD },
      { msg: "model serves without its feature store" },
      { msg: expect.stringContaining("has no release v9.9.9"), reason: "missing", serving: OLD },
      { msg: "model loaded", version: NEW, former: OLD },
      { msg: "model serves without its feature store" },
    ]);
  });

  it("retries the first load until it works", async () => {
    await promote("v9.9.9");
    const subject = loader();
    await expect(subject.load()).rejects.toMatchObject({ reason: "missing" });
    expect(() => subject.current).toThrow("could not be loaded: missing");
    subject.retry(0.01);
    await promote(NEW);
    await vi.waitFor(() => expect(subject.current.version).toBe(NEW), 10_000);
    const resolve = vi.spyOn(store, "resolve");
    await new Promise((done) => setTimeout(done, 60));
    expect(resolve).not.toHaveBeenCalled();
  });

  it("takes a store's own failure for an unreadable model", async () => {
    vi.spyOn(store, "resolve").mockRejectedValue(new Error("socket hang up"));
    await expect(loader().load()).rejects.toMatchObject({
      reason: "unreadable",
      message: "The model store failed: Error: socket hang up",
    });
  });

  it("watches for another version, through a broken one, until it is closed", async () => {
    const subject = loader();
    await subject.load();
    subject.watch(0.01);
    await promote("v9.9.9");
    await vi.waitFor(() => expect(subject.lastError?.reason).toBe("missing"), 10_000);
    expect(subject.current.version).toBe(OLD);
    await promote(NEW);
    await vi.waitFor(() => expect(subject.current.version).toBe(NEW), 10_000);
    await subject.close();
    const resolve = vi.spyOn(store, "resolve");
    await new Promise((done) => setTimeout(done, 60));
    expect(resolve).not.toHaveBeenCalled();
  });

  it("frees every engine when it is closed during a load", async () => {
    let opening = OLD;
    const { gate, wrapEngine } = gated(() => opening);
    const subject = loader({ wrapEngine });
    await subject.load();
    opening = NEW;
    await promote(NEW);
    const loading = subject.load();
    await subject.close();
    await loading;
    expect(gate.closed.sort()).toEqual([OLD, NEW]);
    expect(subject.peek()).toBeUndefined();
  });
});
