import { access, constants } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { ask, type Said } from "../../engines/ask-command.ts";
import { dockerEngine, dockerPlugin } from "./docker.ts";
import type { Finding } from "./finding.ts";

/** An engine that answers a command. */
async function engine(
  subject: string,
  neededBy: string,
  said: Promise<Said>,
  cure: string,
): Promise<Finding> {
  const answer = await said;
  return {
    subject,
    ok: answer.ok,
    neededBy,
    found: answer.ok ? answer.text : answer.why,
    cure,
  };
}

/** The first of several commands that answers; else what the last one said. */
async function firstOf(...commands: readonly (readonly [string, ...string[]])[]): Promise<Said> {
  let said: Said = { ok: false, why: "nothing to ask" };
  for (const [name, ...args] of commands) {
    said = await ask(name, ...args);
    if (said.ok) return said;
  }
  return said;
}

/** The file a command name stands for; for tools that are too slow to be asked. */
async function onPath(name: string): Promise<string | undefined> {
  const folders = (process.env.PATH ?? process.env.Path ?? "").split(path.delimiter);
  const names = process.platform === "win32" ? [`${name}.exe`, `${name}.cmd`] : [name];
  for (const file of folders.flatMap((folder) => names.map((each) => path.join(folder, each)))) {
    const found = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return file;
  }
  return undefined;
}

async function awsEmulator(): Promise<Said> {
  const url = process.env.AWS_ENDPOINT_URL;
  if (!url) {
    const file = await onPath("moto_server");
    return file ? { ok: true, text: file } : { ok: false, why: "no moto_server on the PATH" };
  }
  try {
    const { status } = await fetch(url, { signal: AbortSignal.timeout(3000) });
    return { ok: true, text: `${url} answers (status ${status})` };
  } catch {
    return { ok: false, why: `AWS_ENDPOINT_URL is ${url}, and nothing answers there` };
  }
}

/** Everything beside Node that an exercise may need. */
export function engines(): readonly Promise<Finding>[] {
  return [
    dockerEngine(),
    dockerPlugin("buildx", "2 to 6"),
    dockerPlugin("compose", "2 and 6"),
    engine(
      "kubectl",
      "3 and 6",
      ask("kubectl", "version", "--client"),
      "Install kubectl from https://kubernetes.io/docs/tasks/tools/.",
    ),
    engine(
      "promtool",
      "5",
      ask("promtool", "--version"),
      "Install Prometheus from https://prometheus.io/download/; promtool comes with it.",
    ),
    engine(
      "AWS emulator",
      "4 and 5",
      awsEmulator(),
      "pip install 'moto[server]', or set AWS_ENDPOINT_URL to an emulator that runs.",
    ),
    engine(
      "Python",
      "retraining the model",
      firstOf(["python3", "--version"], ["python", "--version"], ["py", "-3", "--version"]),
      "Install Python 3.10 or newer from https://www.python.org.",
    ),
  ];
}
