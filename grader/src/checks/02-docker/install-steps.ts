import type { BuiltImage } from "../../engines/docker/build.ts";

const INSTALLS = /\] RUN .*(\bnpm\b.*\b(ci|install|i)\b|\byarn\b|\bpnpm\b)/s;

/** The steps of a build that install packages. */
export function installSteps(vertices: BuiltImage["vertices"]): BuiltImage["vertices"] {
  return vertices.filter(({ name }) => INSTALLS.test(name));
}
