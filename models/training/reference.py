"""What the model saw when it was trained, as histograms: the reference that drift is measured
against. Aggregates only; no row can be read back."""

from __future__ import annotations

import json

import numpy as np
from numpy.typing import NDArray

from .features import Examples
from .schema import FEATURES, Categorical, Feature

Vector = NDArray[np.float64]

QUANTILES = np.arange(1, 10) / 10
SCORE_EDGES = np.arange(1, 20) / 20


def reference_json(
    version: str, train: Examples, held_out: Examples, train_score: Vector, held_out_score: Vector
) -> str:
    """The file's text: histograms of every feature and of the score on both parts of the split."""
    features = {
        feature.name: _feature(feature, train.x[:, k], held_out.x[:, k])
        for k, feature in enumerate(FEATURES)
    }
    score = {
        "type": "numeric",
        "edges": SCORE_EDGES.tolist(),
        "train": _numeric(train_score, SCORE_EDGES),
        "hold_out": _numeric(held_out_score, SCORE_EDGES),
    }
    document = {"format": 1, "version": version, "features": features, "score": score}
    return json.dumps(document, separators=(",", ":"), allow_nan=False) + "\n"


def _feature(feature: Feature, train: Vector, held_out: Vector) -> dict[str, object]:
    if isinstance(feature, Categorical):
        size = len(feature.categories)
        return {
            "type": "categorical",
            "categories": list(feature.categories),
            "train": _categorical(train, size),
            "hold_out": _categorical(held_out, size),
        }
    edges = _edges(train[~np.isnan(train)])
    return {
        "type": "numeric",
        "edges": edges.tolist(),
        "train": _numeric(train, edges),
        "hold_out": _numeric(held_out, edges),
    }


def _edges(values: Vector) -> Vector:
    """Inner bin edges: the deciles, without repeats; 0.5 for a flag."""
    if np.isin(values, (0, 1)).all():
        return np.array([0.5])
    edges: Vector = np.unique(np.quantile(values, QUANTILES))
    inner: Vector = edges[edges > values.min()]
    return inner


def _numeric(values: Vector, edges: Vector) -> dict[str, object]:
    """Bin k holds edges[k - 1] <= value < edges[k]; the outer bins are open."""
    missing = np.isnan(values)
    bins = np.digitize(values[~missing], edges)
    counts = np.bincount(bins, minlength=len(edges) + 1)
    return {"counts": counts.tolist(), "missing": int(missing.sum())}


def _categorical(values: Vector, size: int) -> dict[str, object]:
    missing = np.isnan(values)
    counts = np.bincount(values[~missing].astype(int), minlength=size)
    return {"counts": counts.tolist(), "missing": int(missing.sum())}
