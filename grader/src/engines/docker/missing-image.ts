import { NotRun } from "../../checks/undecided.ts";
import { BuildFailed } from "./build-failed.ts";
import type { Vertex } from "./build-log.ts";
import type { Instruction } from "./dockerfile.ts";
import { UNREACHABLE } from "./not-the-submission.ts";
import { shorten } from "./shorten.ts";

/** A file that ADD cannot fetch. */
export function missingDownload(
  broken: Vertex | undefined,
  instructions: readonly Instruction[],
  at: (line?: number) => string,
): NotRun | undefined {
  const url = broken?.name;
  if (url === undefined || !/^(https?|git|ssh):/.test(url)) return undefined;
  const line = instructions.find(({ text }) => text.includes(url))?.line;
  return new NotRun(
    `${at(line)}: ${shorten(url)} cannot be fetched`,
    "A build that needs a download is not repeatable: COPY it from the context.",
  );
}

/** An image, or a stage taken for one, that cannot be had. */
export function missingImage(
  words: string,
  instructions: readonly Instruction[],
  at: (line?: number) => string,
): BuildFailed | NotRun | undefined {
  const unreachable = UNREACHABLE.test(words);
  const refused = /pull access denied|not found|manifest unknown|invalid reference format/i.test(
    words,
  );
  if (!unreachable && !refused) return undefined;
  const [, repository, tag] = /\/v2\/(\S+?)\/manifests\/([^\s"]+)/.exec(words) ?? [];
  const host = /https?:\/\/([^/]+)\/v2\//.exec(words)?.[1] ?? "";
  const registry = host === "" || host.endsWith("docker.io") ? "" : `${host}/`;
  const image = repository
    ? `${registry}${repository.replace(/^library\//, "")}:${tag}`
    : (/docker\.io\/(?:library\/)?(\S+?):? /.exec(`${words} `)?.[1] ?? "");
  const bare = image.replace(/:latest$/, "");
  const user = instructions.find(
    ({ text }) =>
      bare !== "" &&
      (new RegExp(`^FROM\\s+(--\\S+\\s+)*\\S*${escaped(bare)}`, "i").test(text) ||
        new RegExp(`--from=${escaped(bare)}(\\s|$)`, "i").test(text)),
  );
  const stages = [...new Set(instructions.map(({ stage }) => stage))].filter(
    (each) => each !== "" && !each.startsWith("stage-"),
  );
  const noStage = `no stage before it has the name ${bare}${stages.length > 0 ? ` (there are ${stages.join(", ")})` : ""}`;
  const isStageLike = user && !/[:/]/.test(bare) && /--from=/.test(user.text) && stages.length > 0;
  if (refused || isStageLike) {
    const received = `${at(user?.line)}: there is no image ${image || "of that name"}, and ${noStage}`;
    return new BuildFailed(received, user?.line, user ? [user.text] : [shorten(words)]);
  }
  return new NotRun(
    `${at(user?.line)}: the image ${image} is not on this machine, and its registry cannot be reached`,
    `docker pull ${image}, where there is a network; or mend the name if it is meant to be a stage.`,
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
