import type { Check } from "../check.ts";
import type { DockerContext } from "../docker-context.ts";
import { answers } from "./answers.ts";
import { basePinned } from "./base-pinned.ts";
import { builds } from "./builds.ts";
import { cacheHits } from "./cache-hits.ts";
import { codeChangeCached } from "./code-change-cached.ts";
import { composeUp } from "./compose-up.ts";
import { contract } from "./contract.ts";
import { healthFrozen } from "./health-frozen.ts";
import { heapFromCgroup } from "./heap-from-cgroup.ts";
import { historyClean } from "./history-clean.ts";
import { labels } from "./labels.ts";
import { latency } from "./latency.ts";
import { limits } from "./limits.ts";
import { lockChangeRebuilds } from "./lock-change-rebuilds.ts";
import { logsJson } from "./logs-json.ts";
import { modelsLayer } from "./models-layer.ts";
import { noClutter } from "./no-clutter.ts";
import { noSecrets } from "./no-secrets.ts";
import { notRoot } from "./not-root.ts";
import { onePlatform } from "./one-platform.ts";
import { outOfMemory } from "./out-of-memory.ts";
import { productionOnly } from "./production-only.ts";
import { readOnly } from "./read-only.ts";
import { redisPrivate } from "./redis-private.ts";
import { sameFiles } from "./same-files.ts";
import { settings } from "./settings.ts";
import { size } from "./size.ts";
import { stopUnderLoad } from "./stop-under-load.ts";
import { vulnerabilities } from "./vulnerabilities.ts";

/** The checks of exercise 2, in the order of its lesson. */
export const CHECKS: readonly Check<DockerContext>[] = [
  builds,
  answers,
  contract,
  basePinned,
  productionOnly,
  onePlatform,
  codeChangeCached,
  lockChangeRebuilds,
  modelsLayer,
  sameFiles,
  size,
  notRoot,
  noSecrets,
  historyClean,
  noClutter,
  readOnly,
  labels,
  vulnerabilities,
  healthFrozen,
  stopUnderLoad,
  logsJson,
  limits,
  heapFromCgroup,
  outOfMemory,
  latency,
  composeUp,
  redisPrivate,
  cacheHits,
  settings,
];
