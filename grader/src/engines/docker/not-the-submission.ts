import { NotRun } from "../../checks/undecided.ts";
import { EngineLost, saysNoEngine } from "./engine-lost.ts";
import { shorten } from "./shorten.ts";

/** How engines say that a registry cannot be asked. */
export const UNREACHABLE =
  /failed to do request|no such host|i\/o timeout|TLS handshake|dial tcp|network is unreachable/i;

/** What the words of an engine say that no submission can help: no engine, or no room. */
export function notTheSubmission(words: string): NotRun | undefined {
  if (saysNoEngine(words)) return new EngineLost(lastLine(words));
  if (/no space left on device/i.test(words)) {
    const line = words.split("\n").find((each) => /no space left on device/i.test(each)) ?? "";
    return new NotRun(
      `The disk of Docker's engine is full (${shorten(line)})`,
      "Free some space: docker system df says what takes it, docker builder prune -f.",
    );
  }
  return undefined;
}

/** An image that is not here and cannot be fetched. */
export function unreachable(words: string): NotRun | undefined {
  if (!UNREACHABLE.test(words)) return undefined;
  const line = words.split("\n").find((each) => UNREACHABLE.test(each)) ?? "";
  return new NotRun(
    `An image is not on this machine, and its registry cannot be reached (${shorten(line)})`,
    "docker pull the image, where there is a network.",
  );
}

function lastLine(words: string): string {
  return shorten(words.trim().split("\n").at(-1) ?? "");
}
