import { readFile } from "node:fs/promises";
import path from "node:path";
import { demand } from "@workshop/serving/http-contract";
import type { Instruction } from "../../../engines/docker/dockerfile.ts";
import { globbed, isIgnored } from "../../../engines/docker/ignore-file.ts";
import { filled } from "../../../engines/docker/stages.ts";
import type { DockerContext } from "../../docker-context.ts";
import { finalStage, inBrackets, quoted } from "./dockerfile.ts";

/** No COPY of the last stage takes a file along where secrets lie. Other stages are not followed. */
export async function copiedFromFiles(
  { folder, api }: DockerContext,
  secrets: readonly string[],
): Promise<undefined> {
  const { instructions } = await finalStage(folder);
  const ignoreFile = await readFile(path.join(folder, "Dockerfile.dockerignore"), "utf8").catch(
    () => "",
  );
  const values = new Map([["APP", api.workspace]]);
  for (const instruction of instructions) {
    for (const source of sourcesOf(instruction, values)) {
      const taken = secrets.find((each) => takes(source, each) && !isIgnored(each, ignoreFile));
      demand(
        taken === undefined,
        "no COPY that takes secrets along, which lie about in a repository",
        `${quoted(instruction)} takes ${taken}: no line of Dockerfile.dockerignore leaves it out`,
      );
    }
  }
}

/** What it takes from the build context. */
function sourcesOf({ keyword, text }: Instruction, values: ReadonlyMap<string, string>): string[] {
  if (!/^(COPY|ADD)$/.test(keyword) || /\s--from=/.test(text)) return [];
  const words = text.replace(/^\S+\s+(--\S+\s+)*/, "");
  const all = inBrackets(words) ?? words.split(/\s+/);
  return all
    .slice(0, -1)
    .filter((each) => !each.startsWith("<<") && !/^\w+:\/\//.test(each))
    .map((each) => path.posix.normalize(filled(each, values)).replace(/^\/|\/$/g, ""));
}

function takes(source: string, file: string): boolean {
  if (source === "." || source === "" || file.startsWith(`${source}/`)) return true;
  // A pattern may fit the file, or a folder that it lies in.
  const names = file.split("/");
  return names.some((_, index) => globbed(source).test(names.slice(0, index + 1).join("/")));
}
