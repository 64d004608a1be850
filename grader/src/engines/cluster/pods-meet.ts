import type { Deployed } from "./deployed.ts";
import { nodeIn } from "./node-in.ts";

const SCRIPT = `
fetch(process.argv[1], { signal: AbortSignal.timeout(5000) })
  .then(() => process.exit(0), () => process.exit(1));
`;

/** Whether one pod of the API reaches another by its address: a cluster's network may be at fault. */
export async function podsMeet(deployed: Deployed): Promise<boolean> {
  const [one, other] = await deployed.readyPods();
  const container = deployed.apis[0]?.api.container.name ?? "";
  if (!one || !other) return true;
  const url = `http://${other.status?.podIP}:8000/health/live`;
  const pod = one.metadata?.name ?? "";
  const { exitCode } = await nodeIn(deployed.namespace, { pod, container }, ["-e", SCRIPT, url]);
  return exitCode === 0;
}
