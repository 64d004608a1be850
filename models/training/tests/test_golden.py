"""Golden rows: on and around real thresholds, every missing-value pattern, every category."""

from __future__ import annotations

import json
import math
import unittest
from typing import Any

import lightgbm as lgb
import numpy as np

from training.golden import finite_thresholds, golden_json, random_rows
from training.recipes import REPRODUCIBLE
from training.schema import (
    CATEGORICAL_NAMES,
    FEATURE_NAMES,
    FEATURES,
    RATE_NAMES,
    Categorical,
    Feature,
)


def _model() -> str:
    rng = np.random.default_rng(4)
    x = random_rows(2000, rng)
    x[rng.random(x.shape) < 0.1] = np.nan
    y = (np.nan_to_num(x[:, -1]) + rng.random(2000) > 1).astype(float)
    data = lgb.Dataset(
        x, y, feature_name=FEATURE_NAMES, categorical_feature=CATEGORICAL_NAMES, params=REPRODUCIBLE
    )
    return lgb.train(REPRODUCIBLE, data, num_boost_round=5).model_to_string()


class Golden(unittest.TestCase):
    model: str
    cases: list[dict[str, Any]]

    @classmethod
    def setUpClass(cls) -> None:
        cls.model = _model()
        cls.cases = json.loads(golden_json(cls.model, seed=1))["cases"]

    def test_thresholds_are_those_of_lightgbm_itself(self) -> None:
        found: set[tuple[int, float]] = set()

        def walk(node: dict[str, Any]) -> None:
            if "split_feature" not in node:
                return
            # The dump writes infinity as 1e300.
            if node["decision_type"] == "<=" and node["threshold"] < 1e300:
                found.add((node["split_feature"], node["threshold"]))
            walk(node["left_child"])
            walk(node["right_child"])

        for tree in lgb.Booster(model_str=self.model).dump_model()["tree_info"]:
            walk(tree["tree_structure"])
        self.assertEqual(finite_thresholds(self.model), sorted(found))

    def test_thresholds_are_hit_exactly_and_missed_by_one_ulp(self) -> None:
        values = {(n, v) for case in self.cases for n, v in case["features"].items()}
        for column, threshold in finite_thresholds(self.model):
            name = FEATURE_NAMES[column]
            for value in (threshold, *(math.nextafter(threshold, to) for to in (-9e9, 9e9))):
                self.assertIn((name, value), values)

    def test_missing_values(self) -> None:
        missing = {tuple(n for n, v in c["features"].items() if v is None) for c in self.cases}
        for name in FEATURE_NAMES:
            self.assertIn((name,), missing)
        rates_only = [names for names in missing if set(names) <= set(RATE_NAMES)]
        self.assertEqual(len(rates_only), 2 ** len(RATE_NAMES))

    def test_categories(self) -> None:
        for feature in FEATURES:
            if isinstance(feature, Categorical):
                seen = {case["features"][feature.name] for case in self.cases}
                self.assertEqual(seen, {*feature.categories, None})

    def test_probabilities_survive_json(self) -> None:
        booster = lgb.Booster(model_str=self.model)
        rows = np.array(
            [[_number(f, case["features"][f.name]) for f in FEATURES] for case in self.cases]
        )
        probabilities = [case["probability"] for case in self.cases]
        np.testing.assert_array_equal(booster.predict(rows), probabilities)


def _number(feature: Feature, value: Any) -> float:
    if value is None:
        return math.nan
    return feature.categories.index(value) if isinstance(feature, Categorical) else float(value)


if __name__ == "__main__":
    unittest.main()
