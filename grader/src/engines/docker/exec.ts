import type Docker from "dockerode";
import { answerOf } from "./engine-lost.ts";
import { collected } from "./multiplexed.ts";

/** How a command inside a container ended. */
export interface Executed {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command inside a running container. Where the image has no such command, the exit code is
 * 126 or 127.
 */
export async function execIn(
  container: Docker.Container,
  command: readonly string[],
  options: { user?: string; environment?: readonly string[] } = {},
): Promise<Executed> {
  const exec = await answerOf(
    container.exec({
      Cmd: [...command],
      AttachStdout: true,
      AttachStderr: true,
      ...(options.user !== undefined && { User: options.user }),
      ...(options.environment && { Env: [...options.environment] }),
    }),
  );
  try {
    const stream = await answerOf(exec.start({ hijack: true, stdin: false }));
    const { stdout, stderr } = await collected(container.modem, stream);
    const { ExitCode } = await answerOf(exec.inspect());
    return { exitCode: ExitCode ?? 126, stdout, stderr };
  } catch (error) {
    const { statusCode, message } = error as { statusCode?: number; message: string };
    if (statusCode === 400 || statusCode === 404)
      return { exitCode: 127, stdout: "", stderr: message };
    throw error;
  }
}
