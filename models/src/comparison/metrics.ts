/** A score of predictions under row weights, so that one pass serves a bootstrap resample. */
export type Metric = (weights: Float64Array) => number;

/** Area under the ROC curve; equal predictions count half. */
export function auc(labels: Float64Array, predictions: Float64Array): Metric {
  const order = Uint32Array.from(predictions.keys()).sort(
    (a, b) => (predictions[a] ?? 0) - (predictions[b] ?? 0),
  );
  return (weights) => {
    let won = 0;
    let positives = 0;
    let negatives = 0;
    for (let at = 0; at < order.length; ) {
      const tied = predictions[order[at] ?? 0];
      let [positive, negative] = [0, 0];
      for (; at < order.length && predictions[order[at] ?? 0] === tied; at += 1) {
        const row = order[at] ?? 0;
        const weight = weights[row] ?? 0;
        if (labels[row] === 1) positive += weight;
        else negative += weight;
      }
      won += positive * (negatives + negative / 2);
      positives += positive;
      negatives += negative;
    }
    return won / (positives * negatives);
  };
}

/** Mean negative log-likelihood, in nats. */
export function logLoss(labels: Float64Array, predictions: Float64Array): Metric {
  return mean(predictions.map((p, row) => -Math.log(labels[row] === 1 ? p : 1 - p)));
}

/** Mean squared error of the probability. */
export function brier(labels: Float64Array, predictions: Float64Array): Metric {
  return mean(predictions.map((p, row) => (p - (labels[row] ?? 0)) ** 2));
}

function mean(perRow: Float64Array): Metric {
  return (weights) => {
    let [sum, total] = [0, 0];
    for (let row = 0; row < perRow.length; row += 1) {
      const weight = weights[row] ?? 0;
      sum += weight * (perRow[row] ?? 0);
      total += weight;
    }
    return sum / total;
  };
}
