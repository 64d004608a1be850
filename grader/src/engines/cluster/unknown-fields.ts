import type { Manifest } from "./manifest.ts";

/**
 * The fields that server-side apply does not know, as paths such as spec.ports[0].tagretPort. It names
 * items of lists by their keys: `.spec.ports[port=80,protocol="TCP"].tagretPort: field not declared`.
 */
export function unknownFields(manifest: Manifest, message: string): string[] {
  return [...message.matchAll(/\.(\S+): field not declared/g)].map(([, path = ""]) => {
    let at: unknown = manifest;
    let written = "";
    for (const [, name, keys] of path.matchAll(/([^.[\]]+)|\[([^\]]+)\]/g)) {
      const step = keys === undefined ? name : placeOf(at, keys);
      written += keys === undefined ? `${written ? "." : ""}${name}` : `[${step}]`;
      at = (at as Record<string, unknown> | undefined)?.[step ?? ""];
    }
    return written;
  });
}

/** The place of the item with these keys, of which some may be the server's defaults. */
function placeOf(list: unknown, keys: string): string {
  if (/^\d+$/.test(keys) || !Array.isArray(list)) return keys;
  const pairs = [...keys.matchAll(/(\w+)=("[^"]*"|[^,]+)/g)].map(([, key = "", value = ""]) => [
    key,
    value.replaceAll('"', ""),
  ]);
  const place = list.findIndex((item: Record<string, unknown>) =>
    pairs.every(([key = "", value]) => item[key] === undefined || String(item[key]) === value),
  );
  return String(Math.max(0, place));
}
