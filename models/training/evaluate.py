"""How good predictions are: scores with 95 % bootstrap intervals, and calibration."""

from __future__ import annotations

from typing import TypedDict

import numpy as np

from . import metrics
from .metrics import Metric, Vector

RESAMPLES = 1000
BINS = 10


class Interval(TypedDict):
    """A score on all rows and the 2.5 and 97.5 percentiles of its bootstrap."""

    value: float
    low: float
    high: float


def interval(metric: Metric, rows: int, seed: int) -> Interval:
    """Scores all rows, then `RESAMPLES` draws of as many rows with replacement."""
    rng = np.random.default_rng(seed)
    draws = [
        metric(np.bincount(rng.integers(rows, size=rows), minlength=rows).astype(np.float64))
        for _ in range(RESAMPLES)
    ]
    low, high = np.quantile(draws, [0.025, 0.975])
    return Interval(value=metric(np.ones(rows)), low=float(low), high=float(high))


def scores(y: Vector, p: Vector, seed: int) -> dict[str, Interval]:
    """AUC, log loss, Brier score and accuracy of predictions p [rows] against labels y [rows]."""
    return {
        metric.__name__: interval(metric(y, p), len(y), seed)
        for metric in (metrics.auc, metrics.log_loss, metrics.brier, metrics.accuracy)
    }


def gain(y: Vector, better: Vector, worse: Vector, seed: int) -> dict[str, Interval]:
    """AUC and log loss of `better` minus those of `worse`, paired: both see the same resamples."""

    def difference(metric: metrics.Metric, other: metrics.Metric) -> Metric:
        return lambda weight: metric(weight) - other(weight)

    return {
        metric.__name__: interval(difference(metric(y, better), metric(y, worse)), len(y), seed)
        for metric in (metrics.auc, metrics.log_loss)
    }


def reliability(y: Vector, p: Vector) -> list[dict[str, float | int]]:
    """Ten equal bins of the prediction: its mean against the observed like-rate. Empty ones go."""
    bin_of = np.minimum((p * BINS).astype(int), BINS - 1)
    return [
        {
            "from": k / BINS,
            "to": (k + 1) / BINS,
            "rows": int(inside.sum()),
            "mean_prediction": float(p[inside].mean()),
            "observed_rate": float(y[inside].mean()),
        }
        for k in range(BINS)
        if (inside := bin_of == k).any()
    ]
