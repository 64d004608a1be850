import type { YamlPath } from "../../docker/yaml-line.ts";
import type { Allowed } from "./danger.ts";
import { entries, type Loose, mapping, texts } from "./field.ts";

type Add = (at: YamlPath, what: string) => void;

const HOST = ["hostNetwork", "hostPID", "hostIPC"] as const;
/** Volumes whose content is the namespace's own. */
const VOLUMES = new Set(["name", "emptyDir", "configMap", "secret", "projected", "downwardAPI"]);
const CONTAINERS = ["containers", "initContainers", "ephemeralContainers"] as const;
/** What a container may have beside the capabilities that it is given anyway. */
const CAPABILITIES = new Set(["NET_BIND_SERVICE"]);

/** What a pod asks for that reaches out of it. `add` gets places relative to the pod's spec. */
export function inPod(spec: Loose, { images }: Allowed, add: Add): void {
  for (const key of HOST) {
    if (spec[key] === true) add([key], `shares a namespace of the node (${key})`);
  }
  if (spec.nodeName !== undefined) add(["nodeName"], "passes by the scheduler (nodeName)");
  if (String(spec.priorityClassName ?? "").startsWith("system-")) {
    add(["priorityClassName"], `takes the cluster's own priority (${spec.priorityClassName})`);
  }
  inSecurity(mapping(spec.securityContext), ["securityContext"], add);
  for (const [index, volume] of entries(spec.volumes)) {
    for (const kind of Object.keys(volume).filter((key) => !VOLUMES.has(key))) {
      const { path } = mapping(volume.hostPath);
      const what =
        kind === "hostPath"
          ? `mounts ${path} of the node (hostPath): whoever has it owns the node`
          : `mounts what is not the namespace's own (${kind})`;
      add(["volumes", index, kind], what);
    }
  }
  for (const key of CONTAINERS) {
    for (const [index, container] of entries(spec[key])) {
      inContainer(container, images, (at, what) => add([key, index, ...at], what));
    }
  }
}

function inContainer(container: Loose, images: readonly string[], add: Add): void {
  const { image, name } = container;
  if (!images.includes(String(image))) {
    const wanted = images.length > 1 ? `one of ${images.join(", ")}` : images.join();
    add(["image"], `runs ${image ?? "no image"} in ${name}, and the graded image is ${wanted}`);
  }
  for (const [index, { hostPort }] of entries(container.ports)) {
    if (hostPort)
      add(["ports", index, "hostPort"], `takes port ${hostPort} of the node (hostPort)`);
  }
  if (container.volumeDevices) add(["volumeDevices"], "uses a device of the node (volumeDevices)");
  const security = mapping(container.securityContext);
  inSecurity(security, ["securityContext"], add);
  if (security.privileged === true) {
    add(["securityContext", "privileged"], "has all rights on the node (privileged)");
  }
  const { procMount } = security;
  if (procMount !== undefined && procMount !== "Default") {
    add(["securityContext", "procMount"], `uncovers the node's /proc (procMount: ${procMount})`);
  }
  for (const [index, name] of texts(mapping(security.capabilities).add).entries()) {
    if (CAPABILITIES.has(name)) continue;
    add(["securityContext", "capabilities", "add", index], `adds the capability ${name}`);
  }
}

function inSecurity(security: Loose, at: YamlPath, add: Add): void {
  for (const key of ["seccompProfile", "appArmorProfile"]) {
    if (mapping(security[key]).type === "Unconfined") {
      add([...at, key], `switches protection off (${key}: Unconfined)`);
    }
  }
  if (entries(security.sysctls).length > 0)
    add([...at, "sysctls"], "sets kernel parameters (sysctls)");
  if (mapping(security.windowsOptions).hostProcess === true) {
    add([...at, "windowsOptions"], "runs as a process of the node (hostProcess)");
  }
}
