import type { V1Deployment, V1ReplicaSet, V1StatefulSet } from "@kubernetes/client-node";
import { shorten } from "../docker/shorten.ts";
import { exceededQuota } from "./exceeded-quota.ts";
import type { Trouble } from "./pod-trouble.ts";

type Owner = V1Deployment | V1ReplicaSet | V1StatefulSet;

/** Why an owner cannot make its pods: a quota, a policy, an account that is not there. */
export function refusedPods(owner: Owner): Trouble | undefined {
  const conditions = owner.status?.conditions ?? [];
  const failure = conditions.find(
    ({ type, status }) => type === "ReplicaFailure" && status === "True",
  );
  return failure && refusal(owner.metadata?.name ?? "", failure.message ?? "");
}

/** The same for the words of an event, where a StatefulSet has no condition for it. */
export function refusal(owner: string, message: string): Trouble {
  const words = `no pod may be made: ${exceededQuota(message)?.words ?? shorten(message)}`;
  const [reason, cure] = kindOf(message);
  return { pod: owner, reason, words, cure };
}

function kindOf(message: string): [reason: string, cure: string] {
  if (/exceeded quota|failed quota/.test(message)) {
    const cure = /must specify/.test(message)
      ? "The namespace has a quota: every container must say its requests and limits."
      : "Lower resources.requests and limits, or the number of pods; or ask its owner for a larger quota.";
    return ["FailedQuota", cure];
  }
  if (/violates PodSecurity/.test(message)) {
    return ["PodSecurity", "Set each field that the message names in the pod's template."];
  }
  if (/serviceaccount .* not found/.test(message)) {
    return ["NoServiceAccount", "Add the ServiceAccount, or mend serviceAccountName."];
  }
  if (/limits\.|LimitRange|maximum|minimum/.test(message)) {
    return ["LimitRange", "The namespace limits what one container may ask for."];
  }
  return ["FailedCreate", "kubectl describe replicaset has the whole message."];
}
