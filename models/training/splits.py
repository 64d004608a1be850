"""Which rows train, which stop the training early, and which only score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

HOLD_OUT = 0.2

Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Split:
    """Row numbers into examples sorted by time; the two parts are disjoint and cover everything."""

    name: str
    train: Rows
    test: Rows


def time_split(timestamp: NDArray[np.int64]) -> Split:
    """Trains on the first 80 % of the time-sorted rows, scores on the last 20 %.

    A second is never cut in two: the rows of the second in which the cut falls all score.
    """
    train, test = _cut(timestamp)
    return Split("time", train, test)


def random_split(timestamp: NDArray[np.int64], seed: int) -> Split:
    """A seeded 20 % of the rows score. Both parts stay sorted by time."""
    rows = len(timestamp)
    shuffled = np.random.default_rng(seed).permutation(rows)
    held = round(rows * HOLD_OUT)
    return Split("random", np.sort(shuffled[held:]), np.sort(shuffled[:held]))


def early_stopping(split: Split, timestamp: NDArray[np.int64]) -> tuple[Rows, Rows]:
    """Cuts the split's training part by time into what fits and what tells when to stop."""
    fit, stop = _cut(timestamp[split.train])
    return split.train[fit], split.train[stop]


def _cut(timestamp: NDArray[np.int64]) -> tuple[Rows, Rows]:
    first = timestamp[round(len(timestamp) * (1 - HOLD_OUT))]
    return np.flatnonzero(timestamp < first), np.flatnonzero(timestamp >= first)
