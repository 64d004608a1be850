"""Fits one recipe to the training part of one split."""

from __future__ import annotations

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

from .errors import TrainingError
from .features import Examples
from .recipes import Recipe
from .schema import CATEGORICAL_NAMES, FEATURE_NAMES, FEATURES
from .splits import Split, early_stopping


def fit(recipe: Recipe, examples: Examples, split: Split) -> lgb.Booster:
    """Trains on `split.train` and never looks at `split.test`.

    The latest fifth of the training part says how many trees are enough; then the whole training
    part grows that many.
    """
    first, stop = early_stopping(split, examples.timestamp)
    reference = _dataset(recipe, examples.rows(first))
    trial = lgb.train(
        {**recipe.parameters, "metric": "binary_logloss"},
        reference,
        num_boost_round=recipe.max_trees,
        valid_sets=[_dataset(recipe, examples.rows(stop), reference)],
        callbacks=[lgb.early_stopping(recipe.patience, verbose=False)],
    )
    train = examples.rows(split.train)
    _check_missing(train)
    trees = trial.best_iteration
    booster = lgb.train(recipe.parameters, _dataset(recipe, train), num_boost_round=trees)
    # What is released is the text, so what is scored is read from it too.
    return lgb.Booster(model_str=booster.model_to_string())


def predict(booster: lgb.Booster, x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probabilities [rows] of a like for features [rows, 34]."""
    return np.asarray(booster.predict(x), dtype=np.float64)


def _dataset(
    recipe: Recipe, examples: Examples, reference: lgb.Dataset | None = None
) -> lgb.Dataset:
    return lgb.Dataset(
        examples.x,
        examples.y,
        reference=reference,
        feature_name=FEATURE_NAMES,
        categorical_feature=CATEGORICAL_NAMES,
        params=recipe.parameters,
    )


def _check_missing(train: Examples) -> None:
    """A column learns a missing-value branch only if some training rows lack it."""
    seen = [bool(np.isnan(column).any()) for column in train.x.T]
    for feature, missing in zip(FEATURES, seen, strict=True):
        if feature.missing != missing:
            expected = "some" if feature.missing else "no"
            raise TrainingError(
                f"Expected {expected} missing values of {feature.name} in the training rows, found "
                f"the opposite. Change `missing` in schema.py, or the features."
            )
