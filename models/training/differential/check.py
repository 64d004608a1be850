"""Puts ONNX files through ONNX's own checker."""

from __future__ import annotations

from pathlib import Path

import onnx


def check(folder: Path) -> int:
    """Checks every .onnx file, with shape inference; returns how many there are.

    Raises onnx.checker.ValidationError or onnx.shape_inference.InferenceError.
    """
    files = sorted(folder.glob("*.onnx"))
    for file in files:
        model = onnx.load(file)
        onnx.checker.check_model(model, full_check=True)
    return len(files)
