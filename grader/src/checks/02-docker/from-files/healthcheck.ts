import { demand } from "@workshop/serving/http-contract";
import type { DockerContext } from "../../docker-context.ts";
import { finalStage, lastOf, quoted } from "./dockerfile.ts";

const CLIENTS = ["curl", "wget"] as const;
const BARE = /slim|^scratch$|distroless/;
const ALWAYS =
  /\bCMD\s+(\[\s*"(\/bin\/)?true"\s*\]|(\/bin\/)?true|exit 0)\s*$|\|\|\s*(true|exit 0)\s*$/i;

/** A HEALTHCHECK that asks something, with a program that is there. */
export async function healthcheckFromFiles({ folder }: DockerContext): Promise<undefined> {
  const final = await finalStage(folder);
  const check = lastOf(final, "HEALTHCHECK");
  demand(check !== undefined, "a HEALTHCHECK", "none");
  demand(!/^HEALTHCHECK\s+NONE/i.test(check.text), "a HEALTHCHECK", quoted(check));
  demand(!ALWAYS.test(check.text), "a HEALTHCHECK that can fail", quoted(check));
  for (const client of CLIENTS) {
    if (!new RegExp(`\\b${client}\\b`).test(check.text) || !BARE.test(final.base)) continue;
    const installed = final.instructions.some(
      ({ keyword, text }) =>
        (keyword === "RUN" && (text.includes(client) || text.includes("<<"))) ||
        (/^(COPY|ADD)$/.test(keyword) && text.includes(client)),
    );
    demand(
      installed,
      `a HEALTHCHECK without ${client}, which ${final.base} has not`,
      quoted(check),
    );
  }
}
