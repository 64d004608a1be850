"""Counts of the ratings seen so far, and the 12 history features they give."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .dataset import MovieLens
from .schema import GENRES, OCCUPATIONS

# Axis 0 of every table: all ratings, and those that were likes.
SEEN, LIKED = 0, 1


class History:
    """What is known after some ratings. Arrays are indexed by published ids; 0 is unused."""

    def __init__(self, data: MovieLens) -> None:
        users = int(data.users.index.max()) + 1
        movies = int(data.movies.index.max()) + 1
        self._user = np.zeros((2, users))
        self._movie = np.zeros((2, movies))
        self._user_genre = np.zeros((2, users, len(GENRES)))
        self._occupation_movie = np.zeros((2, len(OCCUPATIONS), movies))
        self._occupation_of = dict(data.users["occupation"].items())
        flags = data.movies[list(GENRES)].to_numpy()
        self._genres_of: dict[int, NDArray[np.intp]] = {
            movie: np.flatnonzero(row) for movie, row in zip(data.movies.index, flags, strict=True)
        }

    def add(self, user: int, movie: int, liked: bool) -> None:
        """Counts one rating in."""
        occupation = self._occupation_of[user]
        genres = self._genres_of[movie]
        for table in (SEEN, LIKED) if liked else (SEEN,):
            self._user[table, user] += 1
            self._movie[table, movie] += 1
            self._user_genre[table, user, genres] += 1
            self._occupation_movie[table, occupation, movie] += 1

    def features(self, user: int, movie: int) -> list[float]:
        """The 12 history features of a pair, in schema order; a rate without history is NaN."""
        occupation = self._occupation_of[user]
        genres = self._genres_of[movie]
        return [
            *_count_like_rate(self._user[:, user]),
            *_count_like_rate(self._movie[:, movie]),
            *_count_like_rate(self._user_genre[:, user, genres].sum(axis=1)),
            *_count_like_rate(self._occupation_movie[:, occupation, movie]),
        ]


def _count_like_rate(table: NDArray[np.float64]) -> tuple[float, float, float]:
    """(ratings, likes, likes / ratings) of a [2] slice."""
    count, likes = float(table[SEEN]), float(table[LIKED])
    return count, likes, likes / count if count else float("nan")
