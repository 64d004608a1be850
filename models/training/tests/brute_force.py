"""The 12 history features by their definition: one pass over the whole log for every number."""

from __future__ import annotations

from collections.abc import Callable

from training.dataset import MovieLens
from training.schema import GENRES

# One rating: user, movie, stars, Unix seconds.
Rating = tuple[int, int, int, int]


def history_features(data: MovieLens, user: int, movie: int, before: float) -> list[float]:
    """Features of a pair from the ratings with timestamp < before."""
    columns = ["user_id", "movie_id", "rating", "timestamp"]
    log: list[Rating] = [tuple(row) for row in data.ratings[columns].to_numpy().tolist()]
    past = [rating for rating in log if rating[3] < before]
    occupation = data.users["occupation"]
    shared = [
        rating
        for genre in GENRES
        if data.movies.at[movie, genre]
        for rating in past
        if rating[0] == user and data.movies.at[rating[1], genre]
    ]
    return [
        *_three(past, lambda r: r[0] == user),
        *_three(past, lambda r: r[1] == movie),
        *_three(shared, lambda r: True),
        *_three(past, lambda r: r[1] == movie and occupation[r[0]] == occupation[user]),
    ]


def _three(log: list[Rating], which: Callable[[Rating], bool]) -> list[float]:
    chosen = [rating for rating in log if which(rating)]
    likes = sum(rating[2] >= 4 for rating in chosen)
    return [len(chosen), likes, likes / len(chosen) if chosen else float("nan")]
