"""Features against their definition, on a made-up log."""

from __future__ import annotations

import unittest

import numpy as np

from training.features import point_in_time, snapshot
from training.schema import FEATURE_NAMES, GENRES

from .brute_force import history_features
from .synthetic import synthetic


class PointInTime(unittest.TestCase):
    def setUp(self) -> None:
        self.data = synthetic()
        self.examples = point_in_time(self.data)
        self.log = self.data.ratings.sort_values("timestamp", kind="stable")

    def test_counts_only_strictly_earlier_seconds(self) -> None:
        expected = np.array(
            [
                history_features(self.data, user, movie, timestamp)
                for user, movie, _, timestamp in self.log.to_numpy().tolist()
            ]
        )
        np.testing.assert_array_equal(self.examples.x[:, -12:], expected)
        self.assertTrue(np.isnan(expected).any(axis=0)[2::3].all(), "every rate is missing once")

    def test_rows_are_in_time_order_with_likes_as_labels(self) -> None:
        np.testing.assert_array_equal(self.examples.timestamp, self.log["timestamp"])
        np.testing.assert_array_equal(self.examples.y, self.log["rating"] >= 4)

    def test_static_columns(self) -> None:
        row = self.log.iloc[17]
        user, movie = self.data.users.loc[row["user_id"]], self.data.movies.loc[row["movie_id"]]
        np.testing.assert_array_equal(
            self.examples.x[17, :-12],
            [
                user["age"],
                user["gender"],
                user["occupation"],
                movie["release_year"],
                *(movie[genre] for genre in GENRES),
            ],
        )


class Snapshot(unittest.TestCase):
    def test_counts_every_rating(self) -> None:
        data = synthetic()
        pairs = [(user, movie) for user in data.users.index for movie in data.movies.index]
        expected = [history_features(data, u, m, before=float("inf")) for u, m in pairs]
        np.testing.assert_array_equal(snapshot(data, pairs)[:, -12:], expected)

    def test_before_nothing_all_counts_are_zero_and_all_rates_missing(self) -> None:
        row = snapshot(synthetic(), [(1, 1)], before=0)[0]
        for name, value in zip(FEATURE_NAMES[-12:], row[-12:], strict=True):
            if name.endswith("_rate"):
                self.assertTrue(np.isnan(value), name)
            else:
                self.assertEqual(value, 0, name)


if __name__ == "__main__":
    unittest.main()
