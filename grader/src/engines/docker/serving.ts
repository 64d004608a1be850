import { statusOf } from "../status.ts";
import { NeverHappened, waitFor } from "../wait.ts";
import type { Container } from "./container.ts";
import { ContainerDidNotStart } from "./container-did-not-start.ts";
import { isLoopback, type Listening } from "./listening.ts";
import { PORT } from "./run-options.ts";

export interface Serving {
  /** The path to answer 200; /health/ready unless told. */
  path?: string;
  deadlineMs?: number;
  signal?: AbortSignal;
}

const DEADLINE_MS = 30_000;
/** How long a server that listens on localhost is given to think better of it. */
const LOCAL_MS = 3000;

/**
 * Waits until a container answers 200.
 * @throws ContainerDidNotStart with what became of it, and its last 50 lines.
 */
export async function serves(container: Container, serving: Serving = {}): Promise<void> {
  const { path = "/health/ready", deadlineMs = DEADLINE_MS, signal } = serving;
  const start = performance.now();
  let local: string | undefined;
  try {
    await waitFor({
      what: `GET ${path} to answer 200`,
      deadlineMs,
      intervalMs: 50,
      giveUp: () =>
        signal?.aborted
          ? "the check was ended"
          : container.ended()
            ? `the container ended with ${container.ended()}`
            : local,
      probe: async () => {
        const status = await statusOf(`${container.url}${path}`);
        if (status === 200) return true;
        if (typeof status === "number") return `status ${status}`;
        // A restart may have moved the port, and while it lasts there is none.
        await container.findPort();
        if (performance.now() - start > LOCAL_MS) local = onlyLocal(await container.listening());
        return status;
      },
    });
  } catch (error) {
    if (!(error instanceof NeverHappened)) throw error;
    throw new ContainerDidNotStart(
      `GET ${path} on port ${PORT} of the container to answer 200 within ${deadlineMs / 1000} s`,
      await explain(container, error.seen),
      await container.logs(),
    );
  }
}

async function explain(container: Container, seen: string): Promise<string> {
  if (container.ended() || seen.startsWith("status ")) return seen;
  const listening = await container.listening();
  if (!listening) return seen;
  const ports = [...new Set(listening.map(({ port }) => port))].sort((one, other) => one - other);
  if (ports.length === 0) return "nothing in the container listens";
  if (!ports.includes(PORT)) return `it listens on ${ports.join(", ")} and not on ${PORT}`;
  return onlyLocal(listening) ?? seen;
}

function onlyLocal(listening: readonly Listening[] | undefined): string | undefined {
  const here = listening?.filter(({ port }) => port === PORT) ?? [];
  if (here.length === 0 || !here.every(isLoopback)) return undefined;
  return (
    `it listens on ${here[0]?.address}:${PORT} inside the container, where nobody outside can reach ` +
    "it; listen on 0.0.0.0 (HOST=0.0.0.0)"
  );
}
