"""Synthetic rows with the probability LightGBM itself gives them: golden.json.

No row is a real person's. They are chosen to be hard: on and one ulp either side of real
thresholds, with every missing-value pattern, and with every category.
"""

from __future__ import annotations

import itertools
import json

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

from .fit import predict
from .model_text import numeric_thresholds
from .schema import COUNT_NAMES, FEATURE_NAMES, FEATURES, RATE_NAMES, Categorical, Feature

Rows = NDArray[np.float64]

RANDOM_ROWS = 400
THRESHOLDS = 200
CANDIDATES = 24
ROWS_PER_RATE_PATTERN = 8
ROWS_PER_MISSING_FEATURE = 2


def golden_json(model: str, seed: int) -> str:
    """The file's text for the model.txt `model`: compact, floats with all their digits."""
    booster = lgb.Booster(model_str=model)
    rng = np.random.default_rng(seed)
    rows = np.vstack(
        [
            random_rows(RANDOM_ROWS, rng),
            _threshold_rows(booster, model, rng),
            _rate_patterns(rng),
            _missing_one(rng),
            _categories(rng),
        ]
    )
    cases = [
        {"features": _named(row), "probability": float(probability)}
        for row, probability in zip(rows, predict(booster, rows), strict=True)
    ]
    return json.dumps({"cases": cases}, separators=(",", ":"), allow_nan=False) + "\n"


def random_rows(count: int, rng: np.random.Generator) -> Rows:
    """Rows [count, 34] drawn column by column, so that no column depends on another."""
    return np.column_stack([_random_column(name, count, rng) for name in FEATURE_NAMES])


def _random_column(name: str, count: int, rng: np.random.Generator) -> Rows:
    feature = FEATURES[FEATURE_NAMES.index(name)]
    if isinstance(feature, Categorical):
        return rng.integers(len(feature.categories), size=count).astype(np.float64)
    if name in RATE_NAMES:
        return rng.random(count)
    if name in COUNT_NAMES:
        return np.floor(np.exp(rng.uniform(0, np.log(1000), count))) - 1
    if name == "age":
        return rng.integers(7, 90, size=count).astype(np.float64)
    if name == "release_year":
        return rng.integers(1920, 2000, size=count).astype(np.float64)
    return rng.integers(2, size=count).astype(np.float64)


def finite_thresholds(model: str) -> list[tuple[int, float]]:
    """(column, threshold) of the splits that JSON can express: a split between missing and present
    has infinity as its threshold."""
    return [
        (column, threshold)
        for column, threshold in numeric_thresholds(model)
        if np.isfinite(threshold)
    ]


def _threshold_rows(booster: lgb.Booster, model: str, rng: np.random.Generator) -> Rows:
    """For up to `THRESHOLDS` splits: the double below, on and above the threshold.

    The rest of the row is one of a few random ones, where possible one whose way through the trees
    meets that split, so that a wrong comparison shows in the probability.
    """
    thresholds = finite_thresholds(model)
    rows: list[Rows] = []
    for pick in rng.permutation(len(thresholds))[:THRESHOLDS]:
        column, threshold = thresholds[pick]
        below = random_rows(CANDIDATES, rng)
        below[:, column] = np.nextafter(threshold, -np.inf)
        above = below.copy()
        above[:, column] = np.nextafter(threshold, np.inf)
        base = np.argmax(predict(booster, below) != predict(booster, above))
        on = below[base].copy()
        on[column] = threshold
        rows.append(np.vstack([below[base], on, above[base]]))
    return np.vstack(rows)


def _rate_patterns(rng: np.random.Generator) -> Rows:
    """Every combination of present and missing rates; the counts of a missing one are 0."""
    rows: list[Rows] = []
    for pattern in itertools.product([False, True], repeat=len(RATE_NAMES)):
        block = random_rows(ROWS_PER_RATE_PATTERN, rng)
        for rate, missing in zip(RATE_NAMES, pattern, strict=True):
            if missing:
                at = FEATURE_NAMES.index(rate)
                block[:, at - 2 : at] = 0
                block[:, at] = np.nan
        rows.append(block)
    return np.vstack(rows)


def _missing_one(rng: np.random.Generator) -> Rows:
    """Every column missing alone, those too that a request may not leave out."""
    rows = random_rows(ROWS_PER_MISSING_FEATURE * len(FEATURE_NAMES), rng)
    for column in range(len(FEATURE_NAMES)):
        rows[column :: len(FEATURE_NAMES), column] = np.nan
    return rows


def _categories(rng: np.random.Generator) -> Rows:
    """Every pair of categories of the categorical columns."""
    columns = [k for k, feature in enumerate(FEATURES) if isinstance(feature, Categorical)]
    sizes = [len(f.categories) for f in FEATURES if isinstance(f, Categorical)]
    pairs = list(itertools.product(*(range(size) for size in sizes)))
    rows = random_rows(len(pairs), rng)
    rows[:, columns] = pairs
    return rows


def _named(row: Rows) -> dict[str, float | int | str | None]:
    return {
        feature.name: _json_value(feature, float(value))
        for feature, value in zip(FEATURES, row, strict=True)
    }


def _json_value(feature: Feature, value: float) -> float | int | str | None:
    if np.isnan(value):
        return None
    if isinstance(feature, Categorical):
        return feature.categories[int(value)]
    return int(value) if value.is_integer() else value
