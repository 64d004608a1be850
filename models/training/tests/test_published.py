"""A folder that is not the published dataset is refused with what to do."""

from __future__ import annotations

import tempfile
import unittest
from pathlib import Path

from training.errors import TrainingError
from training.published import SHA256, verify


class Verify(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_a_missing_file_is_named(self) -> None:
        with self.assertRaisesRegex(TrainingError, "u.data in .* found none: .*--data"):
            verify(self.folder)

    def test_another_file_is_refused_with_both_sums(self) -> None:
        for name in SHA256:
            (self.folder / name).write_text("made up\n", encoding="utf8")
        with self.assertRaisesRegex(TrainingError, f"{SHA256['u.data']}, found [0-9a-f]{{64}}:"):
            verify(self.folder)


if __name__ == "__main__":
    unittest.main()
