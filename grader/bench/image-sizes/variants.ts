import path from "node:path";
import { ROOT } from "../../src/course/root.ts";

/** An image of the API, by what it does that the one before it does not. */
export interface Variant {
  readonly decision: string;
  /** From the repository's root. */
  readonly dockerfile: string;
}

const here = (name: string) =>
  path
    .relative(ROOT, path.join(import.meta.dirname, "variants", `${name}.Dockerfile`))
    .split(path.sep)
    .join("/");

/** From what everybody writes first to the solution, one decision at a time. */
export const VARIANTS: readonly Variant[] = [
  { decision: "`COPY . .`, `npm ci`, `npm start`", dockerfile: here("1-everything") },
  {
    decision: "only the packages that this API needs to run",
    dockerfile: here("2-production"),
  },
  { decision: "manifests first, code last", dockerfile: here("3-manifests-first") },
  { decision: "a stage that installs, one that serves", dockerfile: here("4-two-stages") },
  { decision: "ONNX Runtime for one platform", dockerfile: here("5-one-platform") },
  { decision: "no typings, maps or Markdown", dockerfile: here("6-no-typings") },
  { decision: "an ignore file, and named files", dockerfile: here("7-named-files") },
  {
    decision: "**the solution**: Debian and one Node file, without npm",
    dockerfile: "solutions/02-docker/Dockerfile",
  },
  {
    decision: "not done: packages without their tests, examples and spare bundles",
    dockerfile: here("9-no-tests"),
  },
];
