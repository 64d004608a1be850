"""A made-up log in the shape of MovieLens, with many ratings in the same second."""

from __future__ import annotations

import numpy as np
import pandas as pd

from training.dataset import MovieLens
from training.schema import GENDERS, GENRES, OCCUPATIONS


def synthetic(ratings: int = 300, users: int = 12, movies: int = 15, seed: int = 1) -> MovieLens:
    """A seeded log; timestamps are in no order and repeat."""
    rng = np.random.default_rng(seed)
    user_ids, movie_ids = np.arange(1, users + 1), np.arange(1, movies + 1)
    return MovieLens(
        ratings=pd.DataFrame(
            {
                "user_id": rng.choice(user_ids, ratings),
                "movie_id": rng.choice(movie_ids, ratings),
                "rating": rng.integers(1, 6, ratings),
                "timestamp": rng.integers(1000, 1000 + ratings // 3, ratings),
            }
        ),
        users=pd.DataFrame(
            {
                "age": rng.integers(7, 74, users),
                "gender": rng.integers(len(GENDERS), size=users),
                "occupation": rng.integers(4, size=users) + len(OCCUPATIONS) - 4,
            },
            index=user_ids,
        ),
        movies=pd.DataFrame(
            {
                "release_year": rng.choice([1995.0, 1996.0, np.nan], movies),
                **{genre: rng.integers(2, size=movies) for genre in GENRES},
            },
            index=movie_ids,
        ),
    )
