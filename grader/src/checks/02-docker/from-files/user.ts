import { demand } from "@workshop/serving/http-contract";
import type { DockerContext } from "../../docker-context.ts";
import { NotRun } from "../../undecided.ts";
import { finalStage, lastOf, quoted } from "./dockerfile.ts";

/** A USER of the image that is a number and not root. */
export async function userFromFiles({ folder }: DockerContext): Promise<undefined> {
  const final = await finalStage(folder);
  const user = lastOf(final, "USER");
  const wanted = "USER with a number above 0 in the last stage";
  if (!user && /nonroot/.test(final.base)) {
    throw new NotRun(
      `whose user ${final.base} has is told by running it`,
      "Grade where Docker is.",
    );
  }
  demand(user !== undefined, wanted, `no USER: that of ${final.base}`);
  if (user.text.includes("$")) {
    throw new NotRun(`${quoted(user)}: its value is told by building it`, "Grade where Docker is.");
  }
  demand(/^USER\s+[1-9]\d*(:\d+)?$/i.test(user.text), wanted, quoted(user));
}
