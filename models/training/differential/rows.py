"""Rows that are hard to score: on thresholds, next to them, and values nobody expects."""

from __future__ import annotations

import numpy as np

from ..model_text import numeric_thresholds
from .data import CATEGORIES, Array

ROWS = 2000
# LightGBM reads magnitudes up to this as 0.
ZERO = float(np.float32(1e-35))
EDGES = [0.0, 1e-36, 5e-324, np.nextafter(ZERO, 0), ZERO, np.nextafter(ZERO, 1), 1e-35, 1e-30]
STRANGE = [
    np.nan,
    *EDGES,
    *(-edge for edge in EDGES),
    np.inf,
    -np.inf,
    1.7e308,
    -1.7e308,
    # As categories: negative, not whole, unseen, at the ends of a bitset's words, beyond an int.
    *(-1.0, -0.5, -0.999999, -1.000001, 0.5, 0.999999, 1.5, 31.0, 31.5, 32.0, 63.0, 64.0, 95.9),
    *(96.0, 127.0, 128.0, 500.0, 1e6, 2.0**31 - 1, 2.0**31, 2.0**31 + 3, 2.0**32, 2.0**32 + 3),
    *(2.0**53, 2.0**63, 2.0**64, 1e300, -(2.0**31), -(2.0**31) - 1, -(2.0**32) + 3, -(2.0**63)),
]


def hard_rows(model: str, x: Array, rng: np.random.Generator) -> Array:
    """At least `ROWS` rows like those of `x` (the training data), for this model.text `model`."""
    columns = x.shape[1]
    thresholds = numeric_thresholds(model)
    near = _like(x, 3 * len(thresholds), rng)
    for at, (column, threshold) in enumerate(thresholds):
        below, above = np.nextafter(threshold, [-np.inf, np.inf])
        near[3 * at : 3 * at + 3, column] = [below, threshold, above]
    strange = _like(x, columns * len(STRANGE), rng)
    for column in range(columns):
        strange[column * len(STRANGE) : (column + 1) * len(STRANGE), column] = STRANGE
    same = np.repeat(np.array(STRANGE)[:, None], columns, axis=1)
    mixed = rng.choice(STRANGE, size=(200, columns))
    rest = ROWS - len(near) - len(strange) - len(same) - len(mixed)
    return np.vstack([near, strange, same, mixed, _like(x, max(rest, 300), rng)])


def _like(x: Array, count: int, rng: np.random.Generator) -> Array:
    """Rows whose columns are drawn one by one from the training data, or are any category."""
    rows = np.column_stack([rng.choice(column, count) for column in x.T])
    swap = rng.random(rows.shape) < 0.1
    rows[swap] = rng.integers(max(CATEGORIES) + 20, size=int(swap.sum()))
    rows[rng.random(rows.shape) < 0.03] = np.nan
    return rows
