import { Writable } from "node:stream";
import type { V1Status } from "@kubernetes/client-node";
import type { Executed } from "../docker/exec.ts";
import type { Cluster } from "./cluster.ts";

/** Where a command runs. */
export interface InPod {
  readonly namespace: string;
  readonly pod: string;
  /** The pod's container; needed where it has more than one. */
  readonly container?: string | undefined;
}

/** Runs a command inside a container; without that command in the image, the exit code is 126 or 127. */
export async function execIn(
  cluster: Cluster,
  { namespace, pod, container = "" }: InPod,
  command: readonly string[],
): Promise<Executed> {
  const { Exec } = await import("@kubernetes/client-node");
  const said = { stdout: "", stderr: "" };
  const { promise, resolve, reject } = Promise.withResolvers<V1Status>();
  const words = [...command];
  const [out, err] = [into("stdout"), into("stderr")];
  try {
    const exec = new Exec(cluster.config);
    const socket = await exec.exec(
      namespace,
      pod,
      container,
      words,
      out,
      err,
      null,
      false,
      resolve,
    );
    socket.on("close", () => reject(new Error("the connection was closed")));
    const status = await promise;
    socket.close();
    return { exitCode: exitCodeOf(status), ...said };
  } catch (error) {
    const cause: unknown = (error as { error?: unknown }).error ?? error;
    throw cluster.lost(cause) ?? cause;
  }

  function into(name: keyof typeof said): Writable {
    return new Writable({
      write(chunk: Buffer, _encoding, done) {
        said[name] += chunk.toString("utf8");
        done();
      },
    });
  }
}

function exitCodeOf({ status, details, message = "" }: V1Status): number {
  if (status === "Success") return 0;
  const code = details?.causes?.find(({ reason }) => reason === "ExitCode")?.message;
  if (code !== undefined) return Number(code);
  return /not found|no such file/i.test(message) ? 127 : 126;
}
