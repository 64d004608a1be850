"""Reads MovieLens 100k from the user's own copy, after checking that it is the published one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from .published import verify
from .schema import GENDERS, GENRES, OCCUPATIONS


@dataclass(frozen=True)
class MovieLens:
    """The three tables, ids as published (from 1).

    ratings: user_id, movie_id, rating (1 to 5), timestamp (Unix seconds), in file order.
    users: indexed by user_id; age (years), gender and occupation (category index).
    movies: indexed by movie_id; release_year (NaN where unknown) and one 0/1 column per genre.
    """

    ratings: pd.DataFrame
    users: pd.DataFrame
    movies: pd.DataFrame


def load(folder: Path) -> MovieLens:
    """Checks and reads the dataset in `folder`."""
    verify(folder)
    return MovieLens(
        ratings=_ratings(folder / "u.data"),
        users=_users(folder / "u.user"),
        movies=_movies(folder / "u.item"),
    )


def _ratings(path: Path) -> pd.DataFrame:
    names = ["user_id", "movie_id", "rating", "timestamp"]
    return pd.read_csv(path, sep="\t", names=names, dtype=np.int64)


def _users(path: Path) -> pd.DataFrame:
    names = ["user_id", "age", "gender", "occupation", "zip_code"]
    users = pd.read_csv(
        path,
        sep="|",
        names=names,
        index_col="user_id",
        encoding="latin1",
        keep_default_na=False,  # "none" is an occupation
    )
    users["gender"] = [GENDERS.index(gender) for gender in users["gender"]]
    users["occupation"] = [OCCUPATIONS.index(occupation) for occupation in users["occupation"]]
    return users[["age", "gender", "occupation"]]


def _movies(path: Path) -> pd.DataFrame:
    names = ["movie_id", "title", "release_date", "video_date", "url", "unknown", *GENRES]
    movies = pd.read_csv(path, sep="|", names=names, index_col="movie_id", encoding="latin1")
    # "01-Jan-1995"; one movie has no date.
    movies["release_year"] = movies["release_date"].str[-4:].astype(np.float64)
    return movies[["release_year", *GENRES]]
