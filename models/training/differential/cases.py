"""The models: every combination of what a LightGBM file can hold, and odd ones."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

SPLITS = ("numeric", "categorical", "mixed")
# Of the format. LightGBM writes NaN only where training has seen one.
MISSING: dict[str, dict[str, Any]] = {
    "none": {"use_missing": False},
    "zero": {"zero_as_missing": True},
    "nan": {},
}
OBJECTIVES: dict[str, dict[str, Any]] = {
    "binary": {"objective": "binary"},
    "binary sigmoid:0.7": {"objective": "binary", "sigmoid": 0.7},
    "cross_entropy": {"objective": "cross_entropy"},
    "regression": {"objective": "regression"},
    "regression sqrt": {"objective": "regression", "reg_sqrt": True},
    "poisson": {"objective": "poisson"},
    "multiclass": {"objective": "multiclass", "num_class": 3},
    "multiclassova": {"objective": "multiclassova", "num_class": 3},
}
RF = {"boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.7, "feature_fraction": 0.8}
BOOSTING: dict[str, dict[str, Any]] = {"gbdt": {}, "rf": RF}
OTHER_OBJECTIVES: dict[str, dict[str, Any]] = {
    name: {"objective": name}
    for name in ("regression_l1", "huber", "fair", "quantile", "mape", "gamma", "tweedie")
} | {
    f"{name} sqrt": {"objective": name, "reg_sqrt": True}
    for name in ("regression_l1", "huber", "fair", "quantile", "mape")
}


@dataclass(frozen=True)
class Case:
    """One model; `parameters` are LightGBM's."""

    splits: str
    missing: str
    nans: bool
    objective: str
    boosting: str
    parameters: dict[str, Any]
    odd: str = ""
    rounds: int = 5
    # Classes that no training row has.
    absent_classes: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Unique among the cases."""
        seen = "with NaN" if self.nans else "without NaN"
        parts = (self.objective, self.boosting, self.splits, f"missing {self.missing}", seen)
        return ", ".join([*parts, self.odd] if self.odd else parts)


def combinations() -> list[Case]:
    """The product of all choices."""
    every = itertools.product(SPLITS, MISSING, (False, True), OBJECTIVES, BOOSTING)
    return [
        Case(
            splits,
            missing,
            nans,
            objective,
            boosting,
            {**MISSING[missing], **OBJECTIVES[objective], **BOOSTING[boosting]},
        )
        for splits, missing, nans, objective, boosting in every
    ]


def odd_ones() -> list[Case]:
    """Other objectives, and what the combinations do not reach."""
    others = [
        Case("mixed", "nan", True, name, "gbdt", parameters)
        for name, parameters in OTHER_OBJECTIVES.items()
    ]
    never_split = {"min_data_in_leaf": 10_000}
    odd: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
        ("dart", "binary", {"boosting": "dart", "drop_rate": 0.5, "skip_drop": 0}, {"rounds": 20}),
        ("stumps", "binary", {"num_leaves": 2}, {"rounds": 40}),
        ("deep", "binary", {"num_leaves": 300, "min_data_in_leaf": 1}, {}),
        ("only leaves", "binary", never_split, {}),
        ("only leaves", "multiclass", never_split, {}),
        ("only leaves", "regression", {**never_split, **RF}, {}),
        ("leaves of classes without rows", "multiclass", {}, {"absent_classes": (1,)}),
        ("leaves of classes without rows", "multiclassova", {}, {"absent_classes": (0,)}),
        ("one-hot off", "binary", {"max_cat_to_onehot": 1}, {}),
        ("one-hot only", "binary", {"max_cat_to_onehot": 200}, {}),
        ("large sets", "regression", {"max_cat_threshold": 200, "max_cat_to_onehot": 1}, {}),
        ("sigmoid:2", "multiclassova", {"sigmoid": 2}, {}),
        ("monotone", "regression", {"monotone_constraints": [1, -1, 0, 0, 0, 0, 0, 0]}, {}),
        ("no objective line", "custom", {"objective": "none"}, {}),
        ("no objective line", "custom multiclass", {"objective": "none", "num_class": 3}, {}),
    ]
    return others + [
        Case(
            "mixed",
            missing,
            True,
            objective,
            "dart" if odd_name == "dart" else "gbdt",
            {**MISSING[missing], **OBJECTIVES.get(objective, {}), **parameters},
            odd=odd_name,
            **more,
        )
        for (odd_name, objective, parameters, more) in odd
        for missing in MISSING
    ]
