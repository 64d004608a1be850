import type { V1Container } from "@kubernetes/client-node";
import type { Manifests } from "./manifests.ts";

/** Where a variable of a container gets its value from. */
export type Variable =
  | { readonly from: "text"; readonly value: string }
  | {
      readonly from: "config";
      readonly configMap: string;
      readonly key: string;
      readonly value: string | undefined;
    }
  | { readonly from: "secret"; readonly secret: string }
  | { readonly from: "pod" };

/** The variables of a container, as the kubelet would set them; later ones win, `env` over `envFrom`. */
export function environmentOf(
  manifests: Manifests,
  container: V1Container,
): ReadonlyMap<string, Variable> {
  const configMaps = new Map(
    manifests.of("ConfigMap").map(({ metadata, data = {} }) => [metadata.name, data]),
  );
  const variables = new Map<string, Variable>();
  for (const { configMapRef, prefix = "" } of container.envFrom ?? []) {
    const configMap = configMapRef?.name ?? "";
    for (const [key, value] of Object.entries(configMaps.get(configMap) ?? {})) {
      variables.set(`${prefix}${key}`, { from: "config", configMap, key, value });
    }
  }
  for (const { name, value, valueFrom } of container.env ?? []) {
    const { configMapKeyRef, secretKeyRef } = valueFrom ?? {};
    if (configMapKeyRef) {
      const configMap = configMapKeyRef.name ?? "";
      const { key } = configMapKeyRef;
      const found = configMaps.get(configMap)?.[key];
      variables.set(name, { from: "config", configMap, key, value: found });
    } else if (secretKeyRef) {
      variables.set(name, { from: "secret", secret: secretKeyRef.name ?? "" });
    } else if (valueFrom) {
      variables.set(name, { from: "pod" });
    } else {
      variables.set(name, { from: "text", value: value ?? "" });
    }
  }
  return variables;
}

/** The value of a variable that the manifests hold, or undefined. */
export function textOf(variable: Variable | undefined): string | undefined {
  return variable?.from === "text" || variable?.from === "config" ? variable.value : undefined;
}
