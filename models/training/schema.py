"""The 34 columns: the same list, in the same order, as the serving core's
shared/src/feature-extractor/movielens.ts (a test compares the two)."""

from __future__ import annotations

from dataclasses import dataclass

GENRES = (
    "action",
    "adventure",
    "animation",
    "childrens",
    "comedy",
    "crime",
    "documentary",
    "drama",
    "fantasy",
    "film_noir",
    "horror",
    "musical",
    "mystery",
    "romance",
    "sci_fi",
    "thriller",
    "war",
    "western",
)

GENDERS = ("F", "M")

OCCUPATIONS = (
    "administrator",
    "artist",
    "doctor",
    "educator",
    "engineer",
    "entertainment",
    "executive",
    "healthcare",
    "homemaker",
    "lawyer",
    "librarian",
    "marketing",
    "none",
    "other",
    "programmer",
    "retired",
    "salesman",
    "scientist",
    "student",
    "technician",
    "writer",
)


@dataclass(frozen=True)
class Numeric:
    """A float64 column within [low, high], in `unit`.

    `missing`: whether a value may be absent (NaN). The others were never absent in training, and
    LightGBM would read an absent one as 0.
    """

    name: str
    description: str
    unit: str
    low: float
    high: float
    integer: bool = True
    missing: bool = False


@dataclass(frozen=True)
class Categorical:
    """A column that holds the index of a category and is never missing."""

    name: str
    description: str
    categories: tuple[str, ...]
    missing: bool = False


Feature = Numeric | Categorical


def _history(prefix: str, whose: str) -> list[Feature]:
    return [
        Numeric(f"{prefix}_rating_count", f"{whose}: how many", "ratings", 0, 1_000_000),
        Numeric(f"{prefix}_like_count", f"{whose}: how many were 4 or 5", "ratings", 0, 1_000_000),
        Numeric(
            f"{prefix}_like_rate",
            f"{whose}: the share that was 4 or 5; missing, not 0, where there are none",
            "ratio",
            0,
            1,
            integer=False,
            missing=True,
        ),
    ]


FEATURES: list[Feature] = [
    Numeric("age", "The user's age", "years", 0, 120),
    Categorical("gender", "The user's gender as MovieLens recorded it", GENDERS),
    Categorical("occupation_new", "The user's occupation", OCCUPATIONS),
    Numeric("release_year", "Year the movie came out", "year", 1888, 2100, missing=True),
    *(Numeric(f"genre_{g}", f"1 if the movie has the genre {g}", "flag", 0, 1) for g in GENRES),
    *_history("user", "Earlier ratings by the user"),
    *_history("movie", "Earlier ratings of the movie"),
    *_history(
        "user_genre",
        "Earlier ratings by the user, summed over the genres of the movie (a rating counts once "
        "for each genre shared with it)",
    ),
    *_history("occupation_movie", "Earlier ratings of the movie by users of the same occupation"),
]

FEATURE_NAMES = [feature.name for feature in FEATURES]
CATEGORICAL_NAMES = [feature.name for feature in FEATURES if isinstance(feature, Categorical)]
HISTORY_NAMES = FEATURE_NAMES[-12:]
RATE_NAMES = [name for name in FEATURE_NAMES if name.endswith("_like_rate")]
COUNT_NAMES = [name for name in FEATURE_NAMES if name.endswith("_count")]
