"""Scores of predictions under row weights, so that one pass serves a bootstrap resample."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float64]
# Row weights [rows] -> score.
Metric = Callable[[Vector], float]

THRESHOLD = 0.5


def auc(y: Vector, p: Vector) -> Metric:
    """Area under the ROC curve; equal predictions count half."""
    order = np.argsort(p, kind="stable")
    positive = y[order]
    starts = np.flatnonzero(np.r_[True, np.diff(p[order]) > 0])

    def score(weight: Vector) -> float:
        w = weight[order]
        likes = np.add.reduceat(w * positive, starts)
        others = np.add.reduceat(w * (1 - positive), starts)
        below = np.cumsum(others) - others
        return float(likes @ (below + others / 2) / (likes.sum() * others.sum()))

    return score


def log_loss(y: Vector, p: Vector) -> Metric:
    """Mean negative log-likelihood, in nats."""
    return _mean(-np.log(np.where(y == 1, p, 1 - p)))


def brier(y: Vector, p: Vector) -> Metric:
    """Mean squared error of the probability."""
    return _mean((p - y) ** 2)


def accuracy(y: Vector, p: Vector) -> Metric:
    """Share of rows on the right side of the threshold."""
    return _mean(((p >= THRESHOLD) == (y == 1)).astype(np.float64))


def _mean(per_row: Vector) -> Metric:
    return lambda weight: float(weight @ per_row / weight.sum())
