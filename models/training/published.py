"""What is published as MovieLens 100k, and whether a folder holds just that.

Standard library only, so that a wrong folder is found out before anything is installed:
`python -m training.published DIR`.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from .errors import TrainingError

NAME = "MovieLens 100k"
RATINGS = 100_000
CITATION = (
    "F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. "
    "ACM Transactions on Interactive Intelligent Systems 5, 4, Article 19. "
    "https://doi.org/10.1145/2827872"
)
DOWNLOAD = "https://files.grouplens.org/datasets/movielens/ml-100k.zip"

SHA256 = {
    "u.data": "06416e597f82b7342361e41163890c81036900f418ad91315590814211dca490",
    "u.user": "f120e114da2e8cf314fd28f99417c94ae9ddf1cb6db8ce0e4b5995d40e90e62c",
    "u.item": "553841ebc7de3a0fd0d6b62a204ea30c1e651aacfb2814c7a6584ac52f2c5701",
}


def verify(folder: Path) -> None:
    """Raises TrainingError unless the three files are there and are the published ones."""
    for name, expected in SHA256.items():
        path = folder / name
        if not path.is_file():
            raise TrainingError(
                f"Expected the MovieLens 100k file {name} in {folder}, found none: "
                f"unpack {DOWNLOAD} and give its folder by --data DIR or WORKSHOP_DATA."
            )
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != expected:
            raise TrainingError(
                f"Expected {path} to have sha256 {expected}, found {found}: "
                f"it is not the published file, so unpack {DOWNLOAD} again."
            )


if __name__ == "__main__":
    try:
        verify(Path(sys.argv[1]))
    except TrainingError as error:
        sys.exit(str(error))
