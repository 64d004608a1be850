import type { Material } from "./material.ts";

/** Debian keeps one file; images without a package manager keep one for each package. */
const STATUS = /^var\/lib\/dpkg\/(status|status\.d\/[^/]+)$/;

export function isDebianStatus(path: string): boolean {
  return STATUS.test(path) && !path.endsWith(".md5sums");
}

/** The packages that dpkg's list says are installed. */
export function debianPackages(path: string, text: string): Material[] {
  return text.split(/\n\n+/).flatMap((paragraph): Material[] => {
    const field = (name: string) => new RegExp(`^${name}: (.+)$`, "m").exec(paragraph)?.[1];
    const [name, version, status] = [field("Package"), field("Version"), field("Status")];
    if (name === undefined || version === undefined) return [];
    if (status !== undefined && !status.endsWith(" installed")) return [];
    return [{ kind: "deb", name, version, path }];
  });
}
