import type { CoreV1Event } from "@kubernetes/client-node";
import { shorten } from "../docker/shorten.ts";

/** Events as people read them, the latest last. */
export function eventLines(events: readonly CoreV1Event[], most = 15): string[] {
  return inOrder(events)
    .slice(-most)
    .map(({ type, reason, involvedObject, message, count }) => {
      const times = count !== undefined && count > 1 ? ` (${count} times)` : "";
      const about = `${involvedObject.kind?.toLowerCase()}/${involvedObject.name}`;
      return `event: ${type} ${reason} ${about}${times}: ${shorten(message ?? "")}`;
    });
}

/** Events, the latest last. */
export function inOrder(events: readonly CoreV1Event[]): CoreV1Event[] {
  return [...events].sort((one, other) => timeOf(one) - timeOf(other));
}

function timeOf({ lastTimestamp, eventTime, metadata }: CoreV1Event): number {
  const time = lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? 0;
  return new Date(time).getTime();
}
