"""Scores against scikit-learn's."""

from __future__ import annotations

import unittest

import numpy as np
from sklearn import metrics as sklearn

from training import evaluate


class Scores(unittest.TestCase):
    def setUp(self) -> None:
        rng = np.random.default_rng(2)
        # Rounded, so that many predictions are equal.
        self.p = rng.uniform(0.05, 0.95, 2000).round(2)
        self.y = (rng.random(2000) < self.p).astype(np.float64)

    def test_values_are_those_of_scikit_learn_and_lie_in_their_intervals(self) -> None:
        scores = evaluate.scores(self.y, self.p, seed=1)
        expected = {
            "auc": sklearn.roc_auc_score(self.y, self.p),
            "log_loss": sklearn.log_loss(self.y, self.p),
            "brier": sklearn.brier_score_loss(self.y, self.p),
            "accuracy": sklearn.accuracy_score(self.y, self.p >= 0.5),
        }
        for name, value in expected.items():
            self.assertAlmostEqual(scores[name]["value"], value, places=12)
            self.assertLess(scores[name]["low"], value)
            self.assertGreater(scores[name]["high"], value)

    def test_nothing_is_gained_over_oneself(self) -> None:
        gain = evaluate.gain(self.y, self.p, self.p, seed=1)
        self.assertEqual(gain["auc"], {"value": 0, "low": 0, "high": 0})

    def test_reliability_bins_hold_every_row(self) -> None:
        bins = evaluate.reliability(self.y, self.p)
        self.assertEqual(sum(b["rows"] for b in bins), 2000)
        for b in bins:
            self.assertTrue(b["from"] <= b["mean_prediction"] < b["to"])


if __name__ == "__main__":
    unittest.main()
