import type { YamlPath } from "../../docker/yaml-line.ts";
import type { Allowed, Danger } from "./danger.ts";
import { entries, type Loose, mapping, texts } from "./field.ts";
import { unwanted } from "./kinds.ts";
import { inPod } from "./pod-dangers.ts";

type Add = (at: YamlPath, what: string) => void;

/** More replicas than this show nothing more, and fill a laptop. */
const REPLICAS = 10;
const ESCALATING = new Set(["*", "escalate", "bind", "impersonate"]);

/** Everything in one document that the grader does not apply. */
export function dangersIn(object: Loose, allowed: Allowed): Danger[] {
  const metadata = mapping(object.metadata);
  const apiVersion = String(object.apiVersion ?? "");
  const kind = String(object.kind ?? "");
  const title = `${kind || "an object without a kind"} ${metadata.name ?? "without a name"}`;
  const found: Danger[] = [];
  const add: Add = (at, what) => found.push({ at, reason: `${title} ${what}` });
  const wrong = unwanted(apiVersion, kind);
  if (wrong) {
    add(["kind"], wrong);
    return found;
  }
  inMetadata(metadata, allowed, add);
  const spec = mapping(object.spec);
  if (kind === "Service") inService(spec, add);
  if (kind === "Role") inRole(object, add);
  if (kind === "RoleBinding") inBinding(object, allowed, add);
  if (kind === "Job") inJob(spec, add);
  if (kind === "HorizontalPodAutoscaler") inCount(spec, "maxReplicas", add);
  if (["Deployment", "StatefulSet", "Job"].includes(kind)) {
    inCount(spec, "replicas", add);
    const pod = mapping(mapping(spec.template).spec);
    inPod(pod, allowed, (at, what) => add(["spec", "template", "spec", ...at], what));
  }
  if (entries(spec.volumeClaimTemplates).length > 0) {
    add(["spec", "volumeClaimTemplates"], "takes storage of the cluster (volumeClaimTemplates)");
  }
  return found;
}

function inMetadata(metadata: Loose, { namespace }: Allowed, add: Add): void {
  if (typeof metadata.name !== "string" || metadata.name === "") {
    add(["metadata"], "has no metadata.name, under which it could be applied again");
  }
  if (metadata.namespace !== undefined && metadata.namespace !== namespace) {
    const at = ["metadata", "namespace"];
    add(
      at,
      `is for the namespace ${metadata.namespace}; it is graded in ${namespace}, so name none`,
    );
  }
  if (texts(metadata.finalizers).length > 0) {
    const names = texts(metadata.finalizers).join(", ");
    add(["metadata", "finalizers"], `could not be deleted any more (finalizers: ${names})`);
  }
  if (entries(metadata.ownerReferences).length > 0) {
    add(["metadata", "ownerReferences"], "claims to be another object's (ownerReferences)");
  }
}

function inService(spec: Loose, add: Add): void {
  if (spec.type === "ExternalName") {
    add(["spec", "type"], `leads to ${spec.externalName}, out of the namespace (ExternalName)`);
  }
  if (texts(spec.externalIPs).length > 0) {
    add(["spec", "externalIPs"], "takes the traffic of other addresses (externalIPs)");
  }
}

function inRole(object: Loose, add: Add): void {
  for (const [index, rule] of entries(object.rules)) {
    for (const key of ["verbs", "resources", "apiGroups"]) {
      for (const word of texts(rule[key])) {
        const escalates = key === "verbs" ? ESCALATING.has(word) : word === "*";
        if (escalates) add(["rules", index, key], `allows ${key}: ${word}; name what is needed`);
      }
    }
  }
}

function inBinding(object: Loose, { namespace }: Allowed, add: Add): void {
  const { kind, name } = mapping(object.roleRef);
  if (kind !== "Role")
    add(["roleRef"], `binds the ${kind} ${name}; within the namespace it is a Role`);
  for (const [index, subject] of entries(object.subjects)) {
    const own = subject.kind === "ServiceAccount";
    const there = subject.namespace === undefined || subject.namespace === namespace;
    if (own && there) continue;
    add(
      ["subjects", index],
      `gives rights to ${subject.kind} ${subject.name}, outside the namespace`,
    );
  }
}

function inJob(spec: Loose, add: Add): void {
  if (typeof spec.activeDeadlineSeconds !== "number" || spec.activeDeadlineSeconds > 600) {
    add(["spec"], "may run without end: give it activeDeadlineSeconds of at most 600");
  }
  const pod = mapping(mapping(spec.template).spec);
  for (const [index, { name, resources }] of entries(pod.containers)) {
    const { memory, cpu } = mapping(mapping(resources).limits);
    if (memory !== undefined && cpu !== undefined) continue;
    const at = ["spec", "template", "spec", "containers", index];
    add(at, `sets no limits of memory and cpu for ${name}`);
  }
  for (const [key, most] of [
    ["parallelism", 5],
    ["completions", 20],
    ["backoffLimit", 6],
  ] as const) {
    if (Number(spec[key] ?? 0) > most)
      add(["spec", key], `asks for ${key}: ${spec[key]}, and at most ${most} is run`);
  }
}

function inCount(spec: Loose, key: string, add: Add): void {
  if (Number(spec[key] ?? 0) <= REPLICAS) return;
  add(["spec", key], `asks for ${spec[key]} pods (${key}), and at most ${REPLICAS} are run`);
}
