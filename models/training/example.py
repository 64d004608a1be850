"""The running example, user 259 and movie 298, and what happens to it if a rate without history
is taken for 0."""

from __future__ import annotations

from dataclasses import dataclass

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

from .dataset import MovieLens
from .features import snapshot
from .fit import predict
from .schema import FEATURE_NAMES, RATE_NAMES

USER, MOVIE = 259, 298


@dataclass(frozen=True)
class Example:
    """One situation of the example: the probability with missing rates, and with 0 instead
    (None where no rate is missing)."""

    title: str
    missing: float
    zero: float | None


def examples(data: MovieLens, booster: lgb.Booster) -> list[Example]:
    """The example today, when the rating was given, and with no history at all."""
    rated = data.ratings.query("user_id == @USER and movie_id == @MOVIE")["timestamp"].iloc[0]
    situations = {
        "with every rating there is as history": None,
        "at the moment the user rated the movie": int(rated),
        "a new user and a new movie, the same otherwise": 0,
    }
    return [
        _example(title, booster, snapshot(data, [(USER, MOVIE)], before))
        for title, before in situations.items()
    ]


def _example(title: str, booster: lgb.Booster, row: NDArray[np.float64]) -> Example:
    rates = [FEATURE_NAMES.index(name) for name in RATE_NAMES]
    zeros = row.copy()
    zeros[:, rates] = np.nan_to_num(row[:, rates], nan=0)
    missing, zero = predict(booster, np.vstack([row, zeros]))
    return Example(title, float(missing), float(zero) if np.isnan(row).any() else None)
