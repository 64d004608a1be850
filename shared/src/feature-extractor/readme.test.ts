import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { Metadata } from "../model-loader/metadata.ts";
import { createExtractor } from "./extractor.ts";
import { openFeatureStore } from "./open-feature-store.ts";

const MODELS = path.resolve(import.meta.dirname, "../../../models");
const read = (...parts: string[]) => readFileSync(path.join(MODELS, ...parts), "utf8");

it("gives the row that the feature store's README shows", () => {
  const metadata = Metadata.parse(JSON.parse(read("releases/v1.1.0/metadata.json")));
  const file = path.join(MODELS, "feature-store/movielens-100k.bin");
  const extractor = createExtractor(metadata, openFeatureStore("movielens-100k", file));
  const row = new Float64Array(metadata.features.length);
  extractor.extract({ user_id: 259, movie_id: 298 }, row, 0);
  const column = (name: string) => row[metadata.features.findIndex((each) => each.name === name)];
  const readme = read("feature-store/README.md");
  for (const of of ["user", "movie", "user_genre", "occupation_movie"]) {
    const shown = ["rating_count", "like_count", "like_rate"].map((name) =>
      column(`${of}_${name}`),
    );
    expect(readme).toContain(`| \`${of}_*\` | ${shown.join(" | ")} |`);
  }
  expect(readme).toContain(
    `age ${column("age")}, gender ${column("gender")}, occupation ${column("occupation_new")}, release_year ${column("release_year")}`,
  );
});
