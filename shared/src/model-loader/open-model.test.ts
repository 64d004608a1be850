import { mkdir, rm } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ENGINE_NAMES, type Engine, type EngineName } from "../predictor/engine.ts";
import { copyModels, type ModelFolder } from "../testing/model-folder.ts";
import { FolderStore } from "./folder-store.ts";
import { ModelLoadError } from "./load-error.ts";
import { openModel } from "./open-model.ts";
import { readGolden } from "./release.ts";
import type { ServingModel } from "./serving-model.ts";

const V = "v1.1.0";
const FILES = { walker: "model.txt", onnx: "model.onnx" } as const;

let models: ModelFolder;
let store: FolderStore;
/** Engines that were opened and not yet closed. */
let open: Set<Engine>;

beforeEach(async () => {
  models = await copyModels();
  store = new FolderStore(models.folder);
  open = new Set();
});

afterEach(() => models[Symbol.asyncDispose]());

const wrapEngine = (engine: Engine): Engine => {
  const counted: Engine = {
    ...engine,
    async close() {
      open.delete(counted);
      await engine.close();
    },
  };
  open.add(counted);
  return counted;
};

const attempt = (engine: EngineName) => openModel(store, V, { engine, wrapEngine });

/** How the model fails to open; that nothing stays open is checked for every one of them. */
async function refusal(engine: EngineName): Promise<ModelLoadError> {
  const error = await attempt(engine).then(
    () => expect.fail("the model was opened"),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ModelLoadError);
  expect(open.size).toBe(0);
  return error as ModelLoadError;
}

async function largestDifference(model: ServingModel): Promise<number> {
  const cases = (await readGolden(store, model.metadata))?.cases ?? [];
  const width = model.metadata.features.length;
  const rows = new Float64Array(cases.length * width);
  cases.forEach(({ features }, index) => {
    model.extractor.extract(features, rows, index * width);
  });
  const { scores } = await model.batcher.submit(rows, cases.length);
  expect(cases.length).toBeGreaterThan(1000);
  return Math.max(...cases.map(({ probability }, i) => Math.abs(probability - (scores[i] ?? 9))));
}

const flipBit = (bytes: Buffer) => {
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  return bytes;
};

describe.each(ENGINE_NAMES)("openModel with the %s engine", (engine) => {
  const file = FILES[engine];

  it("answers every golden case as LightGBM did", async () => {
    const model = await attempt(engine);
    expect(model).toMatchObject({ version: V, engine, outputs: 1, degraded: true });
    expect(await largestDifference(model)).toBeLessThan(1e-5);
    await model.close();
    expect(open.size).toBe(0);
  });

  it.each([
    { what: "truncated", change: (bytes: Buffer) => bytes.subarray(0, bytes.length >> 1) },
    { what: "emptied", change: () => Buffer.alloc(0) },
    { what: "with one bit flipped", change: flipBit },
    { what: "with a byte more", change: (bytes: Buffer) => Buffer.concat([bytes, Buffer.of(10)]) },
  ])("calls a model file $what corrupt", async ({ change }) => {
    await models.damage(V, file, change);
    const error = await refusal(engine);
    expect(error.reason).toBe("corrupt");
    expect(error.message).toMatch(
      new RegExp(`^${file} of ${V}: expected sha256 [0-9a-f]{64} .*, found [0-9a-f]{64} `),
    );
  });

  it("calls golden answers that were touched corrupt", async () => {
    await models.damage(V, "golden.json", flipBit);
    expect((await refusal(engine)).message).toMatch(/^golden\.json of v1\.1\.0: expected sha256/);
  });

  it("refuses a file that was released truncated", async () => {
    await models.damage(V, file, (bytes) => bytes.subarray(0, bytes.length >> 1));
    await models.list(V);
    const error = await refusal(engine);
    expect(error.reason).toBe("unsupported");
    expect(error.message).toContain(`${file} of ${V} cannot be run by the ${engine} engine: `);
  });

  it("refuses another version's model under the right sha256", async () => {
    await models.replace(V, file, models.path("v1.0.0", file));
    const error = await refusal(engine);
    expect(error.reason).toBe("wrong-schema");
    expect(error.message).toMatch(/golden case \d+ expects 0\.\d+, the \w+ engine answers 0\.\d+/);
  });

  it("refuses golden answers that the model does not give", async () => {
    await models.release(V, "golden.json", (text) =>
      text.replace(/"probability":0\.\d+/, '"probability":0.123'),
    );
    const error = await refusal(engine);
    expect(error.reason).toBe("wrong-schema");
    expect(error.message).toContain("golden case 0 expects 0.123");
  });

  it("refuses metadata that lists a column fewer than the model takes", async () => {
    await models.metadata(V, ({ features }) => (features as unknown[]).pop());
    const error = await refusal(engine);
    expect(error.reason).toBe("wrong-schema");
    expect(error.message).toContain("metadata.json lists 33 features, the model takes 34");
  });

  it("refuses metadata that promises more outputs than the model has", async () => {
    await models.metadata(V, (metadata) =>
      Object.assign(metadata, { task: "multiclass", classes: ["a", "b", "c"] }),
    );
    const error = await refusal(engine);
    expect(error.reason).toBe("wrong-schema");
    expect(error.message).toContain("a multiclass model has 3 outputs, this one has 1");
  });

  it("refuses metadata whose columns are in another order", async () => {
    await models.metadata(V, ({ features }) => (features as unknown[]).reverse());
    expect((await refusal(engine)).reason).toBe("wrong-schema");
  });

  it("says of a file that is listed and gone what is there", async () => {
    await rm(models.path(V, file));
    const error = await refusal(engine);
    expect(error.reason).toBe("missing");
    expect(error.message).toContain("The release holds MODEL_CARD.md, golden.json");
  });

  it("calls a folder in place of the file unreadable", async () => {
    await rm(models.path(V, file));
    await mkdir(models.path(V, file));
    expect((await refusal(engine)).reason).toBe("unreadable");
  });

  it("serves a release that lacks this engine's file by the other engine", async () => {
    await rm(models.path(V, file));
    await models.list(V);
    const model = await attempt(engine);
    expect(model.engine).toBe(engine === "onnx" ? "walker" : "onnx");
    expect(await largestDifference(model)).toBeLessThan(1e-5);
    await model.close();
  });
});

describe("openModel", () => {
  it("refuses a model without trees under the right sha256", async () => {
    await models.release(V, "model.txt", (text) =>
      text.replace(/tree_sizes=.*\n/, "").replace(/\nTree=0\n.*\nend of trees/s, "\nend of trees"),
    );
    const error = await refusal("walker");
    expect(error.reason).toBe("unsupported");
    expect(error.message).toMatch(/Line \d+: expected a tree, found that the model has no trees/);
  });

  it("refuses a model of one leaf under the right sha256", async () => {
    const leaf = "\nTree=0\nnum_leaves=1\nnum_cat=0\nleaf_value=0.1\n\nend of trees";
    await models.release(V, "model.txt", (text) =>
      text.replace(/tree_sizes=.*\n/, "").replace(/\nTree=0\n.*\nend of trees/s, leaf),
    );
    const error = await refusal("walker");
    expect(error.reason).toBe("wrong-schema");
    expect(error.message).toContain("golden case 0 expects");
  });

  it.each([
    ["corrupt", "is not JSON", "{"],
    ["unsupported", "expected format 1, found 2", '{"format": 2}'],
    ["wrong-schema", "at version", '{"format": 1, "name": "x"}'],
    ["wrong-schema", "at the top", "[]"],
  ])("calls metadata.json %s that %s", async (reason, message, text) => {
    await models.damage(V, "metadata.json", () => Buffer.from(text));
    const error = await refusal("walker");
    expect(error.reason).toBe(reason);
    expect(error.message).toContain(message);
  });

  it("refuses metadata of another version", async () => {
    await models.metadata(V, (metadata) => Object.assign(metadata, { version: "v1.2.0" }));
    const error = await refusal("walker");
    expect(error.reason).toBe("wrong-schema");
    expect(error.message).toContain("says it is v1.2.0");
  });

  it("is not degraded by a feature store that opens", async () => {
    const featureStore = (name: string) => ({
      name,
      entities: ["user_id", "movie_id"],
      columns: [{ name: "age" }],
      synthetic: true,
      complete(_: Float64Array, values: Float64Array) {
        values[0] = 33;
        return 0;
      },
    });
    const model = await openModel(store, V, { engine: "walker", featureStore });
    expect(model.degraded).toBe(false);
    const row = new Float64Array(model.metadata.features.length);
    model.extractor.extract({ user_id: 1, movie_id: 1 }, row, 0);
    expect(row[model.metadata.features.findIndex(({ name }) => name === "age")]).toBe(33);
    await model.close();
  });
});
