"""The part of metadata.json that the trainer knows, in the shape of the serving core's schema."""

from __future__ import annotations

import platform
from importlib.metadata import version

import lightgbm as lgb

from . import published
from .metrics import THRESHOLD
from .recipes import SEED, Recipe
from .schema import FEATURE_NAMES, FEATURES, Categorical, Feature

LIBRARIES = ("lightgbm", "numpy", "pandas", "scikit-learn", "scipy")


def metadata_part(
    recipe: Recipe, booster: lgb.Booster, evaluations: list[dict[str, object]]
) -> dict[str, object]:
    """Everything but `trained_at`, `files` and `lineage.git_commit`."""
    return {
        "format": 1,
        "name": "movielens-like",
        "version": recipe.version,
        "description": f"Will this user like this movie (a rating of 4 or 5)? {recipe.summary}",
        "task": "binary",
        "classes": ["dislike", "like"],
        "threshold": THRESHOLD,
        "entities": ["user_id", "movie_id"],
        "feature_store": "movielens-100k",
        "features": [_feature(feature) for feature in FEATURES],
        "data": {
            "name": published.NAME,
            "citation": published.CITATION,
            "rows": published.RATINGS,
            "sha256": published.SHA256,
        },
        "evaluations": evaluations,
        "feature_importance": _importance(booster),
        "lineage": {
            "trainer": "models/training",
            "versions": {
                "python": platform.python_version(),
                **{library: version(library) for library in LIBRARIES},
            },
            "parameters": {**recipe.parameters, "num_trees": booster.num_trees()},
            "seed": SEED,
        },
    }


def _feature(feature: Feature) -> dict[str, object]:
    base = {
        "name": feature.name,
        "description": feature.description,
        "missing": feature.missing,
    }
    if isinstance(feature, Categorical):
        return {**base, "type": "categorical", "categories": list(feature.categories)}
    return {
        **base,
        "type": "numeric",
        "unit": feature.unit,
        "min": feature.low,
        "max": feature.high,
        "integer": feature.integer,
    }


def _importance(booster: lgb.Booster) -> list[dict[str, object]]:
    """Total gain and number of splits of every feature, the strongest first."""
    gains = booster.feature_importance("gain")
    splits = booster.feature_importance("split")
    rows = zip(gains.tolist(), splits.tolist(), FEATURE_NAMES, strict=True)
    return [
        {"name": name, "gain": float(gain), "splits": int(count)}
        for gain, count, name in sorted(rows, key=lambda row: (-row[0], row[2]))
    ]
