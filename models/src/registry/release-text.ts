import type { Evaluation, Feature, Metadata } from "@workshop/serving/model-loader";
import { interval, size } from "../command-line/numbers.ts";
import { table } from "../command-line/table.ts";

const STRONGEST = 10;

/** A release for the terminal. */
export function releaseText(metadata: Metadata, aliases: readonly string[]): string {
  const { name, version, description } = metadata;
  const held = aliases.length > 0 ? ` (${aliases.join(", ")})` : "";
  return [
    `${name} ${version}${held}\n${description}\n`,
    table(facts(metadata)),
    section("Columns", [["name", "kind", "may be missing"], ...metadata.features.map(column)]),
    metadata.evaluations.length > 0 ? section("Scores, with 95 % intervals", scores(metadata)) : "",
    metadata.feature_importance.length > 0 ? section("What counts most", importance(metadata)) : "",
    section("Files", files(metadata)),
  ]
    .filter(Boolean)
    .join("\n");
}

function facts({ task, classes, threshold, entities, trained_at, data, lineage }: Metadata) {
  const versions = Object.entries(lineage.versions).map((pair) => pair.join(" "));
  const parameters = Object.entries(lineage.parameters).map((pair) => pair.join(" "));
  const rows = [
    ["task", `${task}${classes ? `: ${classes.join(", ")}` : ""}`],
    ["threshold", threshold === null ? "none" : String(threshold)],
    ["looked up by", entities.join(", ") || "nothing"],
    ["trained at", trained_at],
    ["data", data ? `${data.name}, ${data.rows} rows` : "not told"],
    ["trainer", lineage.trainer],
    ["commit", lineage.git_commit ?? "not told"],
    ["seed", lineage.seed === null ? "not told" : String(lineage.seed)],
    ["versions", versions.join(", ") || "not told"],
    ["parameters", parameters.join(", ") || "not told"],
  ];
  return rows;
}

function column(feature: Feature): string[] {
  return [feature.name, kind(feature), feature.missing ? "yes" : "no"];
}

function kind(feature: Feature): string {
  if (feature.type === "categorical") return `one of ${feature.categories.length} categories`;
  const { integer, min, max, unit } = feature;
  const number = integer ? "whole number" : "number";
  const range = max < Number.MAX_VALUE ? `${number} from ${min} to ${max}` : `any ${number}`;
  return unit ? `${range}, ${unit}` : range;
}

function scores({ evaluations }: Metadata): string[][] {
  const row = (title: string, of: (each: Evaluation) => string) => [title, ...evaluations.map(of)];
  return [
    row("", ({ split }) => `${split} split`),
    row("rows, train and test", (each) => `${each.train_rows} and ${each.test_rows}`),
    row("AUC", ({ auc }) => interval(auc)),
    row("log loss", ({ log_loss }) => interval(log_loss)),
    row("Brier score", ({ brier }) => interval(brier)),
    row("accuracy", ({ accuracy }) => interval(accuracy)),
    row("baseline's AUC", ({ baseline }) => interval(baseline.auc)),
    row("baseline's log loss", ({ baseline }) => interval(baseline.log_loss)),
  ];
}

function importance({ feature_importance }: Metadata): string[][] {
  const total = feature_importance.reduce((sum, { gain }) => sum + gain, 0);
  const strongest = feature_importance.toSorted((a, b) => b.gain - a.gain).slice(0, STRONGEST);
  return [
    ["name", "share of gain", "splits"],
    ...strongest.map(({ name, gain, splits }) => [
      name,
      `${((100 * gain) / total).toFixed(1)} %`,
      String(splits),
    ]),
  ];
}

function files(metadata: Metadata): string[][] {
  return Object.entries(metadata.files).map(([name, { bytes, sha256 }]) => [
    name,
    size(bytes),
    `sha256 ${sha256}`,
  ]);
}

function section(title: string, rows: string[][]): string {
  return `${title}\n${table(rows.map((row) => ["", ...row]))}`;
}
