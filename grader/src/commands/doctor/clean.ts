import { findCluster } from "../../engines/cluster/find-cluster.ts";
import { sweep as sweepNamespaces } from "../../engines/cluster/sweep.ts";
import { dockerClient } from "../../engines/docker/client.ts";
import { answerOf } from "../../engines/docker/engine-lost.ts";
import { counted, leftInWords } from "../../engines/docker/left-words.ts";
import { missingDocker } from "../../engines/docker/missing-docker.ts";
import { sweepFolders } from "../../engines/docker/run-folder.ts";
import { sweep } from "../../engines/docker/sweep.ts";
import { sweep as sweepProcesses } from "../../engines/running-record.ts";

/**
 * Removes what runs that were killed have left: processes, namespaces, containers, networks, volumes,
 * images.
 * Returns what to print and the exit code.
 */
export async function clean(): Promise<{ text: string; code: number }> {
  const processes = sweepProcesses();
  await sweepFolders();
  const lines = [`Ended ${counted(processes, "submission")} that killed runs had left running.`];
  const { cluster } = await findCluster();
  if (cluster) {
    const namespaces = counted(await sweepNamespaces(cluster), "namespace");
    lines.push(
      `Removed ${namespaces} of runs that have ended from the cluster ${cluster.context}.`,
    );
  }
  const missing = await missingDocker();
  if (missing) {
    lines.push(`Docker was not looked at: ${missing.reason}. ${missing.cure}`);
    return { text: `${lines.join("\n")}\n`, code: 1 };
  }
  lines.push(`Removed ${leftInWords(await sweep())} of runs that have ended.`);
  const megabytes = Math.round((await buildCache()) / 1e6);
  lines.push(
    `The build cache was kept (${megabytes} MB), so that the next build is quick; ` +
      "docker builder prune empties it.",
  );
  return { text: `${lines.join("\n")}\n`, code: 0 };
}

/** Bytes. */
async function buildCache(): Promise<number> {
  const client = await dockerClient();
  const { BuildCache, BuilderSize } = (await answerOf(client.df())) as {
    BuildCache?: { Size?: number; Shared?: boolean }[] | null;
    BuilderSize?: number;
  };
  if (BuilderSize) return BuilderSize;
  const own = (BuildCache ?? []).filter(({ Shared }) => !Shared);
  return own.reduce((sum, { Size = 0 }) => sum + Size, 0);
}
