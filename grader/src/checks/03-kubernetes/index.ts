import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";
import { autoscaler } from "./autoscaler.ts";
import { disruptionBudget } from "./disruption-budget.ts";
import { eksDiffers } from "./eks-differs.ts";
import { networkPolicy } from "./network-policy.ts";
import { noToken } from "./no-token.ts";
import { probes } from "./probes.ts";
import { renders } from "./renders.ts";
import { resources } from "./resources.ts";
import { restricted } from "./restricted.ts";
import { rollout } from "./rollout.ts";
import { schema } from "./schema.ts";
import { secrets } from "./secrets.ts";
import { settingsRoll } from "./settings-roll.ts";
import { spread } from "./spread.ts";
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
