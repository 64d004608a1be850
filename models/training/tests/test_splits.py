"""Splits neither overlap nor look ahead."""

from __future__ import annotations

import unittest

import numpy as np

from training.splits import early_stopping, random_split, time_split

TIMESTAMP = np.sort(np.random.default_rng(3).integers(0, 400, 1000))


class Splits(unittest.TestCase):
    def test_parts_are_disjoint_and_complete(self) -> None:
        for split in (time_split(TIMESTAMP), random_split(TIMESTAMP, seed=5)):
            both = np.concatenate([split.train, split.test])
            np.testing.assert_array_equal(np.sort(both), np.arange(1000))
            self.assertAlmostEqual(len(split.test), 200, delta=10)

    def test_time_split_cuts_between_two_seconds(self) -> None:
        split = time_split(TIMESTAMP)
        self.assertLess(TIMESTAMP[split.train].max(), TIMESTAMP[split.test].min())

    def test_early_stopping_takes_the_end_of_the_training_part(self) -> None:
        for split in (time_split(TIMESTAMP), random_split(TIMESTAMP, seed=5)):
            fit, stop = early_stopping(split, TIMESTAMP)
            self.assertLess(TIMESTAMP[fit].max(), TIMESTAMP[stop].min())
            np.testing.assert_array_equal(np.concatenate([fit, stop]), split.train)


if __name__ == "__main__":
    unittest.main()
