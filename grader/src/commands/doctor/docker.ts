import { ask } from "../../engines/ask-command.ts";
import { missingDocker, missingPlugin, type Plugin } from "../../engines/docker/missing-docker.ts";
import type { Finding } from "./finding.ts";

/** Docker's engine; what its plugins lack is a finding of its own. */
export async function dockerEngine(): Promise<Finding> {
  const said = await ask("docker", "version", "--format", "engine {{.Server.Version}}");
  const missing = said.ok ? undefined : await missingDocker();
  return {
    subject: "Docker",
    ok: said.ok,
    neededBy: "2 to 6",
    found: missing?.reason ?? (said.ok ? said.text : said.why),
    cure: missing?.cure ?? "",
  };
}

export async function dockerPlugin(name: Plugin, neededBy: string): Promise<Finding> {
  const [said, missing] = await Promise.all([ask("docker", name, "version"), missingPlugin(name)]);
  const version = said.ok ? (/\d+\.\d+\.\d+/.exec(said.text)?.[0] ?? said.text) : "";
  return {
    subject: `docker ${name}`,
    ok: missing === undefined,
    neededBy,
    found: missing?.reason ?? version,
    cure: missing?.cure ?? "",
  };
}
