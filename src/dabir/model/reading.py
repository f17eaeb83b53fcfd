"""The reading model that comes with the package."""

from __future__ import annotations

from dabir.model import manifest
from dabir.model.calibration import Calibration
from dabir.model.network import OnnxNetwork
from dabir.model.pieces import Pieces
from dabir.model.tagger import Tagger


def load(*, threads: int = 0) -> Tagger:
    """Load the model; `threads`: how many processor cores one call may use, 0 for all.

    Raises:
        dabir.model.manifest.DamagedError: A file of the model is missing or cut short.
    """
    network = OnnxNetwork(manifest.read("reading.onnx"), threads=threads)
    calibration = Calibration.of(manifest.read("calibration.json"))
    return Tagger(Pieces(manifest.read("tokenizer.json")), network, calibration)
