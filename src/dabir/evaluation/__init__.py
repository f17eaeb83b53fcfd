"""Measuring a reader against annotated reports: how much it found, and what went wrong."""

from dabir.evaluation.annotation import Annotation, load
from dabir.evaluation.deed_sets import DeedEvaluation, DeedResult, evaluate_deeds, load_deeds
from dabir.evaluation.deeds import DeedCounts
from dabir.evaluation.faults import Faults, faults
from dabir.evaluation.result import Evaluation, Result, evaluate
from dabir.evaluation.scoring import Counts, Score, Share, count, total

__all__ = [
    "Annotation",
    "Counts",
    "DeedCounts",
    "DeedEvaluation",
    "DeedResult",
    "Evaluation",
    "Faults",
    "Result",
    "Score",
    "Share",
    "count",
    "evaluate",
    "evaluate_deeds",
    "faults",
    "load",
    "load_deeds",
    "total",
]
