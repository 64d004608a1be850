"""The 34 features of (user, movie) pairs as float64 matrices of shape [pairs, 34]."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .dataset import MovieLens
from .history import History
from .schema import FEATURE_NAMES, GENRES

LIKE_FROM = 4


@dataclass(frozen=True)
class Examples:
    """One row per rating, sorted by time: x [rows, 34] float64, y [rows] 0 or 1,
    timestamp [rows] Unix seconds."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    timestamp: NDArray[np.int64]

    def rows(self, index: NDArray[np.intp]) -> Examples:
        """The examples at `index`, in that order."""
        return Examples(self.x[index], self.y[index], self.timestamp[index])


def point_in_time(data: MovieLens) -> Examples:
    """Every rating with the features it would have had when it was given.

    Only ratings with a strictly smaller timestamp are history: MovieLens does not record the order
    within one second, so ratings of the same second do not see one another.
    """
    ratings = data.ratings.sort_values("timestamp", kind="stable")
    user, movie = ratings["user_id"].to_numpy(), ratings["movie_id"].to_numpy()
    timestamp = ratings["timestamp"].to_numpy()
    liked = ratings["rating"].to_numpy() >= LIKE_FROM

    history = History(data)
    rows: list[list[float]] = []
    for second in np.split(np.arange(len(ratings)), np.flatnonzero(np.diff(timestamp)) + 1):
        rows.extend(history.features(user[row], movie[row]) for row in second)
        for row in second:
            history.add(user[row], movie[row], bool(liked[row]))

    x = np.hstack([static(data, user, movie), np.array(rows, dtype=np.float64)])
    return Examples(x, liked.astype(np.float64), timestamp)


def snapshot(
    data: MovieLens, pairs: Sequence[tuple[int, int]], before: int | None = None
) -> NDArray[np.float64]:
    """Features [pairs, 34] of (user_id, movie_id) pairs, with every rating there is as history,
    or every rating `before` a Unix second."""
    ratings = data.ratings if before is None else data.ratings.query("timestamp < @before")
    history = History(data)
    for user, movie, rating in ratings[["user_id", "movie_id", "rating"]].to_numpy():
        history.add(user, movie, rating >= LIKE_FROM)
    users = np.array([user for user, _ in pairs])
    movies = np.array([movie for _, movie in pairs])
    rows = np.array([history.features(user, movie) for user, movie in pairs], dtype=np.float64)
    return np.hstack([static(data, users, movies), rows])


def static(
    data: MovieLens, user: NDArray[np.int64], movie: NDArray[np.int64]
) -> NDArray[np.float64]:
    """The 22 features [pairs, 22] that do not depend on history."""
    who = data.users.loc[user, ["age", "gender", "occupation"]].to_numpy(dtype=np.float64)
    what = data.movies.loc[movie, ["release_year", *GENRES]].to_numpy(dtype=np.float64)
    columns = np.hstack([who, what])
    assert columns.shape[1] + 12 == len(FEATURE_NAMES)
    return columns
