"""ONNX Runtime sessions, set up alike for every model."""

from __future__ import annotations

import onnxruntime


def session(model: bytes, threads: int) -> onnxruntime.InferenceSession:
    """Load a model for the processor; `threads`: how many cores one call may use, 0 for all."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
