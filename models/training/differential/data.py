"""Training data for the small models: columns that make every kind of split worth making."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

ROWS = 600
# The second needs four words of a bitset.
CATEGORIES = (6, 110, 40)


@dataclass(frozen=True)
class Data:
    """Rows [ROWS, columns], the categorical columns, and a signal [ROWS] to learn."""

    x: Array
    categorical: list[int]
    signal: Array


def make(splits: str, nans: bool, rng: np.random.Generator) -> Data:
    """Columns for `splits` (numeric, categorical or mixed); with `nans`, a seventh is missing.

    What is missing, and what is 0, has a signal of its own, so that both default directions pay.
    """
    numeric = [] if splits == "categorical" else _numeric(rng)
    categorical = [] if splits == "numeric" else _categorical(rng)
    x = np.column_stack([*numeric, *categorical])
    if nans:
        x[rng.random(x.shape) < 1 / 7] = np.nan
    weights = rng.normal(size=x.shape[1])
    effects = [_effect(x[:, k], k >= len(numeric), rng) for k in range(x.shape[1])]
    signal = np.column_stack(effects) @ weights + rng.normal(scale=0.2, size=ROWS)
    return Data(x, list(range(len(numeric), x.shape[1])), signal / signal.std())


def _numeric(rng: np.random.Generator) -> list[Array]:
    normal = rng.normal(size=ROWS)
    sparse = np.where(rng.random(ROWS) < 0.4, 0.0, rng.normal(size=ROWS) * 10)
    counts = rng.poisson(1.5, size=ROWS).astype(np.float64)
    negative = np.where(rng.random(ROWS) < 0.3, 0.0, -rng.exponential(size=ROWS))
    tiny = rng.normal(size=ROWS) * 1e-34
    return [normal, sparse, counts, negative, tiny]


def _categorical(rng: np.random.Generator) -> list[Array]:
    return [rng.integers(size, size=ROWS).astype(np.float64) for size in CATEGORIES]


def _effect(column: Array, categorical: bool, rng: np.random.Generator) -> Array:
    """A standardised effect of a column's value, with one more of being missing and of being 0."""
    known = np.nan_to_num(column)
    if categorical:
        effect = rng.normal(size=int(known.max()) + 1)[known.astype(int)]
    else:
        scaled = known / known.std()
        effect = np.sin(2 * scaled) + scaled * rng.normal()
        effect += np.where(known == 0, rng.normal(scale=2), 0)
    effect += np.where(np.isnan(column), rng.normal(scale=2), 0)
    return np.asarray(effect, dtype=np.float64)
