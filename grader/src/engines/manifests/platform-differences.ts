import { isDeepStrictEqual } from "node:util";
import { imageParts } from "./api.ts";
import { type KubeObject, nameOf } from "./kube-object.ts";
import type { Path } from "./locate.ts";
import type { Manifests } from "./manifests.ts";
import { valueAt } from "./workloads.ts";

/** Fields in which one platform may differ from another, as paths with dots. */
const PLATFORM: Readonly<Record<string, RegExp>> = {
  Service:
    /^spec\.(type|loadBalancer\w+|externalTrafficPolicy|allocateLoadBalancerNodePorts|ports\.\d+\.nodePort)$/,
  ServiceAccount: /^imagePullSecrets(\.|$)/,
  Ingress: /./,
};
const ANYWHERE =
  /(^|\.)(imagePullPolicy|imagePullSecrets)(\.|$)|^metadata\.(labels|annotations)(\.|$)/;

/**
 * How `other` differs from `one` beyond its platform: load balancer, account's role, registry. Each
 * with the place in `other`.
 */
export function platformDifferences(one: Manifests, other: Manifests): string[] {
  const key = ({ kind, metadata }: KubeObject) => `${kind} ${metadata.name}`;
  const before = new Map(one.objects.map((object) => [key(object), object]));
  const after = new Map(other.objects.map((object) => [key(object), object]));
  const isPlatform = ({ kind }: KubeObject) => kind === "Ingress";
  const gone = one.objects
    .filter((object) => !after.has(key(object)) && !isPlatform(object))
    .map((object) => `${one.at(object)}: ${nameOf(object)} is in ${one.overlay} alone`);
  const differences = other.objects.flatMap((object) => {
    const twin = before.get(key(object));
    if (!twin) {
      return isPlatform(object)
        ? []
        : [`${other.at(object)}: ${nameOf(object)} is in ${other.overlay} alone`];
    }
    return differing(twin, object)
      .filter((path) => !allowed(object.kind, path, twin, object))
      .map((path) => `${other.at(object, path)}: ${nameOf(object)} differs in ${path.join(".")}`);
  });
  return [...gone, ...differences];
}

function allowed(kind: string, path: Path, one: unknown, other: unknown): boolean {
  const text = path.join(".");
  if (ANYWHERE.test(text)) return true;
  if (Object.hasOwn(PLATFORM, kind) && PLATFORM[kind]?.test(text)) return true;
  return path.at(-1) === "image" && sameImage(valueAt(one, path), valueAt(other, path));
}

/** The same image in another registry, or another tag of it. */
function sameImage(one: unknown, other: unknown): boolean {
  return imageParts(String(one)).base === imageParts(String(other)).base;
}

/** The deepest paths at which two values are not the same. */
function differing(one: unknown, other: unknown, path: Path = []): Path[] {
  if (isDeepStrictEqual(one, other)) return [];
  if (!isBlock(one) || !isBlock(other) || Array.isArray(one) !== Array.isArray(other))
    return [path];
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return keys.flatMap((key) =>
    differing(one[key], other[key], [...path, Array.isArray(one) ? Number(key) : key]),
  );
}

function isBlock(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
