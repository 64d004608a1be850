import { demand } from "@workshop/serving/http-contract";
import type { DockerContext } from "../../docker-context.ts";
import { finalStage, inBrackets, lastOf, quoted } from "./dockerfile.ts";

const BETWEEN = /(^|\/)(ba|da|z)?sh$|(^|\/)(npm|npx|yarn|pnpm)$/;

/** A command in brackets with no shell and no npm before the API. */
export async function commandFromFiles({ folder }: DockerContext): Promise<undefined> {
  const final = await finalStage(folder);
  const first = lastOf(final, "ENTRYPOINT") ?? lastOf(final, "CMD");
  const wanted = "a command in brackets that starts the API itself";
  demand(first !== undefined, wanted, "no ENTRYPOINT and no CMD");
  const rest = first.text.replace(/^\S+\s+/, "");
  const words = inBrackets(rest);
  // A shell that execs is gone when the API runs.
  const execs = /^exec\s/.test(words?.slice(2).join(" ") ?? rest);
  const direct = words !== undefined && words.length > 0 && !BETWEEN.test(words[0] ?? "");
  demand(direct || execs, wanted, quoted(first));
}
