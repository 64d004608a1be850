import os from "node:os";
import { labelsOf, ownerRuns } from "../docker/run-id.ts";

/** What is made for runs begins with this. */
export const PREFIX = "workshop-";

/** The labels of everything a run makes, in the letters that Kubernetes allows. */
export function clusterLabels(run: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(labelsOf(run)).map(([name, value]) => [name, labelValue(value)]),
  );
}

/** Whether labels are of a run of this machine whose owner is gone. */
export function isAbandoned(labels: Readonly<Record<string, string>>): boolean {
  return (
    labels["workshop.host"] === labelValue(os.hostname()) &&
    !ownerRuns(labels["workshop.run"] ?? "")
  );
}

function labelValue(text: string): string {
  return text
    .replaceAll(/[^A-Za-z0-9_.-]/g, "-")
    .slice(0, 63)
    .replaceAll(/^[^A-Za-z0-9]+|[^A-Za-z0-9]+$/g, "");
}
