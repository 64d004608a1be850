"""Trains one version, scores it on both splits, and writes the files of its release."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import lightgbm as lgb
import numpy as np
from numpy.typing import NDArray

from . import baseline, dataset, evaluate
from .card import Card, model_card
from .example import examples as worked_examples
from .features import Examples, point_in_time
from .fit import fit, predict
from .golden import golden_json
from .metadata import metadata_part
from .recipes import RECIPES, SEED, Recipe
from .reference import reference_json
from .splits import Split, random_split, time_split

# metadata.json without what only the wrapper knows: the files' sums, the time, the commit.
METADATA_PART = "metadata.part.json"


@dataclass(frozen=True)
class Scored:
    """A model, its predictions [test rows] on the hold-out it never saw, and their evaluation in
    the shape of metadata.json."""

    booster: lgb.Booster
    prediction: NDArray[np.float64]
    evaluation: dict[str, object]


def train(recipe: Recipe, folder: Path, out: Path) -> None:
    """Writes model.txt, golden.json, reference.json, MODEL_CARD.md and the metadata into `out`."""
    data = dataset.load(folder)
    out.mkdir(parents=True, exist_ok=True)
    _say("computing point-in-time features of 100,000 ratings")
    examples = point_in_time(data)
    by_time = time_split(examples.timestamp)

    _say(f"training {recipe.version} and scoring it on the last fifth of the ratings")
    released = _score(recipe, examples, by_time)
    _say("training once more for a random split, which is only scored, not released")
    at_random = _score(recipe, examples, random_split(examples.timestamp, SEED))

    _say("writing golden answers, reference histograms and the model card")
    model = released.booster.model_to_string()
    parts, held_out = examples.rows(by_time.train), examples.rows(by_time.test)
    evaluations = [released.evaluation, at_random.evaluation]
    card = Card(
        recipe=recipe,
        trees=released.booster.num_trees(),
        evaluations=evaluations,
        gain_over_rival=_gain(recipe, released, examples, by_time),
        worked_examples=worked_examples(data, released.booster),
    )
    _write(out / "model.txt", model)
    _write(out / "golden.json", golden_json(model, SEED))
    _write(
        out / "reference.json",
        reference_json(
            recipe.version,
            parts,
            held_out,
            predict(released.booster, parts.x),
            released.prediction,
        ),
    )
    _write(out / "MODEL_CARD.md", model_card(card))
    _write(
        out / METADATA_PART,
        json.dumps(metadata_part(recipe, released.booster, evaluations), indent=2) + "\n",
    )


def _score(recipe: Recipe, examples: Examples, split: Split) -> Scored:
    booster = fit(recipe, examples, split)
    parts, held_out = examples.rows(split.train), examples.rows(split.test)
    prediction = predict(booster, held_out.x)
    of_baseline = evaluate.scores(held_out.y, baseline.predict(parts, held_out), SEED)
    evaluation = {
        "split": split.name,
        "train_rows": len(split.train),
        "test_rows": len(split.test),
        **evaluate.scores(held_out.y, prediction, SEED),
        "baseline": {
            "name": baseline.NAME,
            "auc": of_baseline["auc"],
            "log_loss": of_baseline["log_loss"],
        },
        "reliability": evaluate.reliability(held_out.y, prediction),
    }
    return Scored(booster, prediction, evaluation)


def _gain(
    recipe: Recipe, released: Scored, examples: Examples, split: Split
) -> dict[str, evaluate.Interval] | None:
    """What the version gains over its rival on the same hold-out rows."""
    if recipe.rival is None:
        return None
    held_out = examples.rows(split.test)
    rival = predict(fit(RECIPES[recipe.rival], examples, split), held_out.x)
    return evaluate.gain(held_out.y, released.prediction, rival, SEED)


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf8"))


def _say(line: str) -> None:
    print(line, flush=True)
