import type { V1Container, V1Pod } from "@kubernetes/client-node";
import type { ApiWorkload } from "../manifests/api.ts";
import { lateStart } from "./late-start.ts";
import { templatePod } from "./template-pod.ts";

export interface SlowPod {
  readonly name: string;
  readonly seconds: number;
  /** NODE_OPTIONS as the container has them otherwise, from wherever. */
  readonly options: string;
}

/** A pod from a workload's template whose API comes up late, and which is otherwise as it would be. */
export function slowPod(workload: ApiWorkload, { name, seconds, options }: SlowPod): V1Pod {
  const { api } = workload;
  // In a value, $(NAME) stands for another variable, and it was put in already.
  const value = lateStart(seconds, options).replaceAll("$(", "$$$$(");
  const slow = (container: V1Container): V1Container => {
    if (container.name !== api.container.name) return container;
    const others = (container.env ?? []).filter((each) => each.name !== "NODE_OPTIONS");
    return { ...container, env: [...others, { name: "NODE_OPTIONS", value }] };
  };
  const pod = { ...workload.pod, containers: workload.pod.containers.map(slow) };
  return templatePod({ ...workload, pod }, name);
}
