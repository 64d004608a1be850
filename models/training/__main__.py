"""Command line: `python -m training train | export-features | export-hold-out`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import dataset
from .errors import TrainingError
from .export import export_features, export_hold_out
from .recipes import find_recipe
from .train import train


def main() -> int:
    """Runs one command; an error that the user can put right is one sentence on stderr."""
    arguments = _parser().parse_args()
    try:
        match arguments.command:
            case "train":
                train(find_recipe(arguments.version), arguments.data, arguments.out)
            case "export-features":
                export_features(dataset.load(arguments.data), arguments.out, arguments.pairs)
            case "export-hold-out":
                export_hold_out(dataset.load(arguments.data), arguments.model, arguments.out)
    except TrainingError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--data", type=Path, required=True, help="folder of MovieLens 100k")

    train_ = commands.add_parser("train", parents=[common], help="train and score one version")
    train_.add_argument("--version", required=True)
    train_.add_argument("--out", type=Path, required=True, help="folder for the release's files")

    features = commands.add_parser(
        "export-features", parents=[common], help="snapshot features of pairs, as float64 binary"
    )
    features.add_argument("--out", type=Path, required=True)
    features.add_argument("--pairs", type=Path, help="JSON: [[user_id, movie_id], …]")

    hold_out = commands.add_parser(
        "export-hold-out", parents=[common], help="hold-out rows and LightGBM's answers, as binary"
    )
    hold_out.add_argument("--model", type=Path, required=True, help="a model.txt")
    hold_out.add_argument("--out", type=Path, required=True)
    return parser


if __name__ == "__main__":
    sys.exit(main())
