"""Binary exports that let another implementation be compared with this one bit by bit.

Every file is a row-major matrix of little-endian float64; NaN is a missing value.
"""

from __future__ import annotations

import json
from pathlib import Path

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

from .dataset import MovieLens
from .example import MOVIE, USER
from .features import point_in_time, snapshot
from .fit import predict
from .recipes import SEED
from .splits import time_split

PAIRS = 1000


def export_features(data: MovieLens, out: Path, pairs_file: Path | None) -> None:
    """Writes the snapshot features [pairs, 34] of the pairs in a JSON file of [[user, movie], …].

    Without a file: `PAIRS` seeded pairs, which are written to OUT.json.
    """
    if pairs_file is None:
        pairs = _seeded_pairs(data)
        out.with_name(out.name + ".json").write_text(json.dumps(pairs) + "\n", encoding="utf8")
    else:
        pairs = [(int(u), int(m)) for u, m in json.loads(pairs_file.read_text(encoding="utf8"))]
    _write(out, snapshot(data, pairs))


def export_hold_out(data: MovieLens, model: Path, out: Path) -> None:
    """Writes the time split's hold-out [rows, 36]: 34 features, label, probability."""
    examples = point_in_time(data)
    held_out = examples.rows(time_split(examples.timestamp).test)
    probability = predict(lgb.Booster(model_file=str(model)), held_out.x)
    _write(out, np.column_stack([held_out.x, held_out.y, probability]))


def _seeded_pairs(data: MovieLens) -> list[tuple[int, int]]:
    rng = np.random.default_rng(SEED)
    users = rng.choice(data.users.index.to_numpy(), PAIRS - 1)
    movies = rng.choice(data.movies.index.to_numpy(), PAIRS - 1)
    return [(USER, MOVIE), *zip(users.tolist(), movies.tolist(), strict=True)]


def _write(out: Path, matrix: NDArray[np.float64]) -> None:
    out.write_bytes(np.ascontiguousarray(matrix, dtype="<f8").tobytes())
