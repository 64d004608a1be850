import type { Left } from "./sweep.ts";

/** "2 containers, 1 network, 0 volumes and 1 image" */
export function leftInWords({ containers, networks, volumes, images }: Left): string {
  const parts = [
    counted(containers, "container"),
    counted(networks, "network"),
    counted(volumes, "volume"),
  ];
  return `${parts.join(", ")} and ${counted(images, "image")}`;
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
