import type { Check } from "../check.ts";
import type { KubernetesContext } from "../kubernetes-context.ts";
import type { ManifestsContext } from "../manifests-context.ts";
import { admitted } from "./admitted.ts";
import { autoscaler } from "./autoscaler.ts";
import { badUpdate } from "./bad-update.ts";
import { balance } from "./balance.ts";
import { cacheAway } from "./cache-away.ts";
import { comesUp } from "./comes-up.ts";
import { contract } from "./contract.ts";
import { disruptionBudget } from "./disruption-budget.ts";
import { drained } from "./drained.ts";
import { eksDiffers } from "./eks-differs.ts";
import { frozenReplaced } from "./frozen-replaced.ts";
import { networkPolicy } from "./network-policy.ts";
import { noToken } from "./no-token.ts";
import { outOfMemory } from "./out-of-memory.ts";
import { podLost } from "./pod-lost.ts";
import { probes } from "./probes.ts";
import { renders } from "./renders.ts";
import { resources } from "./resources.ts";
import { restricted } from "./restricted.ts";
import { rollout } from "./rollout.ts";
import { scales } from "./scales.ts";
import { schema } from "./schema.ts";
import { secretHidden } from "./secret-hidden.ts";
import { secrets } from "./secrets.ts";
import { settingsRoll } from "./settings-roll.ts";
import { settingsSeen } from "./settings-seen.ts";
import { slowStart } from "./slow-start.ts";
import { spread } from "./spread.ts";
import { updates } from "./updates.ts";
import { wired } from "./wired.ts";

/** The checks of exercise 3 that are told from the files, in the order of its lesson. */
export const MANIFEST_CHECKS: readonly Check<ManifestsContext>[] = [
  renders,
  schema,
  wired,
  probes,
  settingsRoll,
  secrets,
  resources,
  restricted,
  noToken,
  networkPolicy,
  spread,
  disruptionBudget,
  eksDiffers,
  autoscaler,
  rollout,
];

/** Those that look at a running deployment, in the order of its lesson. */
const CLUSTER_CHECKS: readonly Check<KubernetesContext>[] = [
  comesUp,
  contract,
  slowStart,
  frozenReplaced,
  cacheAway,
  secretHidden,
  // Other settings are rolled out, and what comes after it waits until they are rolled back.
  settingsSeen,
  admitted,
  outOfMemory,
  balance,
  podLost,
  drained,
  scales,
  updates,
  badUpdate,
];

/** The checks of exercise 3, in the order of its lesson. */
export const CHECKS: readonly Check<KubernetesContext>[] = [
  ...MANIFEST_CHECKS,
  ...CLUSTER_CHECKS,
].sort((one, other) => one.step - other.step);
