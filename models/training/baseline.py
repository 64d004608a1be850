"""What a model has to beat: how much the movie has been liked so far."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .features import Examples
from .schema import FEATURE_NAMES

NAME = "the movie's like-rate so far, with a prior worth 10 ratings"
PRIOR_RATINGS = 10.0


def predict(train: Examples, test: Examples) -> NDArray[np.float64]:
    """Probabilities [test rows]: (likes + 10 p) / (ratings + 10), p the like-rate of `train`.

    Likes and ratings are the movie's point-in-time counts, the same that the model sees.
    """
    likes = test.x[:, FEATURE_NAMES.index("movie_like_count")]
    ratings = test.x[:, FEATURE_NAMES.index("movie_rating_count")]
    prior = float(train.y.mean())
    rate: NDArray[np.float64] = (likes + PRIOR_RATINGS * prior) / (ratings + PRIOR_RATINGS)
    return rate
