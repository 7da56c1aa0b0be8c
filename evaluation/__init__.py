"""Gold against predicted: which parts agree, and the figures that follow."""

from kisha.evaluation.count import Score
from kisha.evaluation.scores import Report, score

__all__ = ["Report", "Score", "score"]
