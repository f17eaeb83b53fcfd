"""ONNX Runtime sessions, set up alike for every model."""

from __future__ import annotations

import onnxruntime


def session(model: bytes, threads: int) -> onnxruntime.InferenceSession:
    """Load a model for the processor; `threads`: how many cores one call may use, 0 for all."""
    return onnxruntime.InferenceSession(
        model,
        loading(threads),
        providers=["CPUExecutionProvider"],
        # The sum and its normalisation take four times as long as one operator than as two.
        disabled_optimizers=["SkipLayerNormFusion"],
    )


def loading(threads: int) -> onnxruntime.SessionOptions:
    """How ONNX Runtime is to load a model."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Weights that are kept in 4 bits are widened once, at loading, and not at every call.
    options.add_session_config_entry("session.disable_quant_qdq", "1")
    # Without it, processors that lack VNNI clip sums of 8-bit products at 16 bits, and read worse than others.
    options.add_session_config_entry("session.x64quantprecision", "1")
    # Threads that wait for the next call at full tilt, as they do otherwise, take processors from all that comes between.
    options.add_session_config_entry("session.force_spinning_stop", "1")
    return options
