"""Command line: `python -m training.differential write DIR | check DIR`."""

from __future__ import annotations

import argparse
from pathlib import Path

from .check import check
from .write import write


def main() -> None:
    """Runs one of the two halves; the comparison between them is the converter's test."""
    parser = argparse.ArgumentParser(prog="python -m training.differential", description=__doc__)
    parser.add_argument("command", choices=["write", "check"])
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "write":
        write(arguments.folder)
    else:
        print(check(arguments.folder))


if __name__ == "__main__":
    main()
