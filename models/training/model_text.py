"""Reads the split thresholds out of LightGBM's text format."""

from __future__ import annotations

CATEGORICAL_BIT = 1
# In the order in which each tree lists them.
FIELDS = ("split_feature", "threshold", "decision_type")


def numeric_thresholds(text: str) -> list[tuple[int, float]]:
    """Distinct (column, threshold) of the numeric splits of a model.txt, sorted."""
    found: set[tuple[int, float]] = set()
    fields: dict[str, list[str]] = {}
    for line in text.splitlines():
        key, _, value = line.partition("=")
        if key in FIELDS:
            fields[key] = value.split()
        if key == FIELDS[-1]:
            columns = zip(*(fields[name] for name in FIELDS), strict=True)
            found.update(
                (int(column), float(threshold))
                for column, threshold, decision in columns
                if not int(decision) & CATEGORICAL_BIT
            )
    return sorted(found)
