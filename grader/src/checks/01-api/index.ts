import type { Check } from "../check.ts";
import { batchItemErrors } from "./batch-item-errors.ts";
import { batchLimits } from "./batch-limits.ts";
import { batchSameScores } from "./batch-same-scores.ts";
import { connectionAborted } from "./connection-aborted.ts";
import { connectionChunked } from "./connection-chunked.ts";
import { connectionHalfClosed } from "./connection-half-closed.ts";
import { connectionHeaderFlood } from "./connection-header-flood.ts";
import { connectionPipelined } from "./connection-pipelined.ts";
import { connectionStalled } from "./connection-stalled.ts";
import { corruptModel } from "./corrupt-model.ts";
import { docsOffline } from "./docs-offline.ts";
import { docsRendered } from "./docs-rendered.ts";
import { goldenAnswers } from "./golden-answers.ts";
import { health } from "./health.ts";
import { latency } from "./latency.ts";
import { metricsBounded } from "./metrics-bounded.ts";
import { metricsCount } from "./metrics-count.ts";
import { model } from "./model.ts";
import { noServerErrors } from "./no-server-errors.ts";
import { openapi } from "./openapi.ts";
import { overloadSheds } from "./overload-sheds.ts";
import { predictDeterministic } from "./predict-deterministic.ts";
import { predictIds } from "./predict-ids.ts";
import { predictMetadata } from "./predict-metadata.ts";
import { predictMissingNotZero } from "./predict-missing-not-zero.ts";
import { predictOverride } from "./predict-override.ts";
import { predictRequestId } from "./predict-request-id.ts";
import { predictUnknownIds } from "./predict-unknown-ids.ts";
import { readyWhenVerified } from "./ready-when-verified.ts";
import { refuseContentType } from "./refuse-content-type.ts";
import { refuseLastDuplicateCounts } from "./refuse-last-duplicate-counts.ts";
import { refuseNotAnObject } from "./refuse-not-an-object.ts";
import { refuseNotJson } from "./refuse-not-json.ts";
import { refuseTooLarge } from "./refuse-too-large.ts";
import { refuseUnknownKeys } from "./refuse-unknown-keys.ts";
import { refuseUnknownPath } from "./refuse-unknown-path.ts";
import { refuseWrongFields } from "./refuse-wrong-fields.ts";
import { starts } from "./starts.ts";
import { stopLosesNothing } from "./stop-loses-nothing.ts";

/** The checks of exercise 1, in the order of its steps. */
export const CHECKS: readonly Check[] = [
  starts,
  health,
  readyWhenVerified,
  predictIds,
  predictMetadata,
  predictRequestId,
  predictOverride,
  predictMissingNotZero,
  predictUnknownIds,
  predictDeterministic,
  goldenAnswers,
  refuseNotJson,
  refuseWrongFields,
  refuseNotAnObject,
  refuseUnknownKeys,
  refuseLastDuplicateCounts,
  refuseContentType,
  refuseTooLarge,
  refuseUnknownPath,
  noServerErrors,
  batchSameScores,
  batchItemErrors,
  batchLimits,
  openapi,
  docsOffline,
  docsRendered,
  model,
  metricsCount,
  metricsBounded,
  connectionChunked,
  connectionPipelined,
  connectionHalfClosed,
  connectionAborted,
  connectionHeaderFlood,
  connectionStalled,
  stopLosesNothing,
  corruptModel,
  overloadSheds,
  latency,
];
