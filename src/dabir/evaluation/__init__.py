"""Measuring a reader against annotated reports: how much it found, and what went wrong."""

from dabir.evaluation.annotation import Annotation, load
from dabir.evaluation.faults import Faults, faults
from dabir.evaluation.result import Evaluation, Result, evaluate
from dabir.evaluation.scoring import Counts, Score, Share, count, total

__all__ = [
    "Annotation",
    "Counts",
    "Evaluation",
    "Faults",
    "Result",
    "Score",
    "Share",
    "count",
    "evaluate",
    "faults",
    "load",
    "total",
]
