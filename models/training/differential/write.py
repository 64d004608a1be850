"""Trains the models and writes each with its rows and LightGBM's predictions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import lightgbm as lgb
import numpy as np

from .cases import Case, combinations, odd_ones
from .data import Array, make
from .rows import hard_rows

SEED = 20_240_229
COMMON: dict[str, Any] = {
    "num_leaves": 12,
    "learning_rate": 0.3,
    "min_data_in_leaf": 3,
    "min_data_per_group": 3,
    "min_sum_hessian_in_leaf": 1e-6,
    "cat_smooth": 1,
    "cat_l2": 1,
    "min_data_in_bin": 1,
    "seed": 7,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbosity": -1,
}


def write(out: Path) -> None:
    """Writes manifest.json and per model N: N.txt, N.rows.f64 and N.expected.f64."""
    manifest = [
        _write_case(case, out, str(number))
        for number, case in enumerate([*combinations(), *odd_ones()])
    ]
    (out / "manifest.json").write_text(json.dumps(manifest), encoding="utf8")


def _write_case(case: Case, out: Path, file: str) -> dict[str, Any]:
    rng = np.random.default_rng([SEED, int(file)])
    data = make(case.splits, case.nans, rng)
    labels = _labels(case, data.signal)
    dataset = lgb.Dataset(
        data.x, labels, categorical_feature=data.categorical, params={**COMMON, **case.parameters}
    )
    booster = _train(case, dataset)
    text = booster.model_to_string()
    rows = hard_rows(text, data.x, rng)
    # What a server has is the text, so the answers are those of the model read from it.
    expected = np.asarray(lgb.Booster(model_str=text).predict(rows, num_threads=1))
    (out / f"{file}.txt").write_text(text, encoding="utf8", newline="\n")
    for name, matrix in (("rows", rows), ("expected", expected)):
        little = np.ascontiguousarray(matrix, dtype="<f8")
        (out / f"{file}.{name}.f64").write_bytes(little.tobytes())
    return {
        "file": file,
        "name": case.name,
        "splits": case.splits,
        "missing": case.missing,
        "nans": case.nans,
        "objective": case.objective,
        "boosting": case.boosting,
        "odd": case.odd,
        "rows": len(rows),
        "outputs": expected.size // len(rows),
    }


def _train(case: Case, dataset: lgb.Dataset) -> lgb.Booster:
    parameters = {**COMMON, **case.parameters}
    if case.parameters["objective"] != "none":
        return lgb.train(parameters, dataset, num_boost_round=case.rounds)
    booster = lgb.Booster(parameters, dataset)
    labels = np.asarray(dataset.get_label())
    for _ in range(case.rounds):
        booster.update(fobj=lambda scores, _: _squared_error(scores, labels))
    return booster


def _squared_error(scores: Array, labels: Array) -> tuple[Array, Array]:
    """Gradient and Hessian of a squared error; of several columns, k learns "the label is k"."""
    if scores.ndim == 1:
        return scores - labels, np.ones_like(scores)
    wanted = (labels[:, None] == np.arange(scores.shape[1])).astype(np.float64)
    return scores - wanted, np.ones_like(scores)


def _labels(case: Case, signal: Array) -> Array:
    name = case.objective.split(" ")[0]
    if "multiclass" in case.objective:
        classes = np.digitize(signal, [-0.5, 0.5])
        for absent in case.absent_classes:
            classes = np.where(classes == absent, 2, classes)
        return classes.astype(np.float64)
    match name:
        case "binary":
            return (signal > 0).astype(np.float64)
        case "cross_entropy":
            return 1 / (1 + np.exp(-3 * signal))
        case "poisson" | "tweedie":
            return np.floor(np.exp(signal))
        case "gamma":
            return np.exp(signal)
        case _:
            return signal * 2
