"""MODEL_CARD.md, generated from the numbers so that it cannot drift from them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from . import baseline, evaluate, published
from .evaluate import Interval
from .example import Example
from .metrics import THRESHOLD
from .recipes import Recipe

TEMPLATE = Path(__file__).with_name("MODEL_CARD.template.md")
SCORES = {"auc": "AUC", "log_loss": "log loss", "brier": "Brier score", "accuracy": "accuracy"}


@dataclass(frozen=True)
class Card:
    """What the card is filled with; evaluations in the shape of metadata.json."""

    recipe: Recipe
    trees: int
    evaluations: list[dict[str, Any]]
    gain_over_rival: dict[str, Interval] | None
    worked_examples: list[Example]


def model_card(card: Card) -> str:
    """The card's Markdown."""
    by_time = card.evaluations[0]
    return Template(TEMPLATE.read_text(encoding="utf8")).substitute(
        version=card.recipe.version,
        summary=card.recipe.summary,
        trees=card.trees,
        train_rows=f"{by_time['train_rows']:,}",
        test_rows=f"{by_time['test_rows']:,}",
        threshold=THRESHOLD,
        resamples=f"{evaluate.RESAMPLES:,}",
        scores=_scores(card.evaluations),
        rival=_rival(card),
        notes=f"{card.recipe.notes}\n\n" if card.recipe.notes else "",
        baseline=baseline.NAME,
        reliability=_reliability(by_time["reliability"]),
        examples=_examples(card.worked_examples),
        citation=published.CITATION,
        sums="\n".join(f"- `{name}` `{digest}`" for name, digest in published.SHA256.items()),
        download=published.DOWNLOAD,
    )


def _scores(evaluations: list[dict[str, Any]]) -> str:
    rows = [[title, *(_interval(e[key]) for e in evaluations)] for key, title in SCORES.items()]
    rows += [
        [f"baseline's {SCORES[key]}", *(_interval(e["baseline"][key]) for e in evaluations)]
        for key in ("auc", "log_loss")
    ]
    return _table(["", *(f"{e['split']} split" for e in evaluations)], rows)


def _rival(card: Card) -> str:
    gain = card.gain_over_rival
    if gain is None:
        return ""
    return (
        f"Against {card.recipe.rival} on the same hold-out rows (time split, paired bootstrap):\n"
        f"AUC {_interval(gain['auc'], '+.4f')}, log loss {_interval(gain['log_loss'], '+.4f')}.\n\n"
    )


def _reliability(bins: list[dict[str, Any]]) -> str:
    rows = [
        [
            f"{b['from']:.1f} to {b['to']:.1f}",
            f"{b['rows']:,}",
            f"{b['mean_prediction']:.3f}",
            f"{b['observed_rate']:.3f}",
        ]
        for b in bins
    ]
    return _table(["prediction", "rows", "mean prediction", "share of likes"], rows)


def _examples(examples: list[Example]) -> str:
    rows = [
        [e.title, _verdict(e.missing), "no rate is missing" if e.zero is None else _verdict(e.zero)]
        for e in examples
    ]
    return _table(["user 259, movie 298", "missing rates missing", "missing rates as 0"], rows)


def _verdict(probability: float) -> str:
    return f"{probability:.3f} ({'like' if probability >= THRESHOLD else 'dislike'})"


def _interval(interval: Interval, form: str = ".4f") -> str:
    return f"{interval['value']:{form}} [{interval['low']:{form}}, {interval['high']:{form}}]"


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
