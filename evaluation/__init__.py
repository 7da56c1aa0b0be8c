"""Gold against predicted: which parts agree, and the figures that follow."""

from kisha.evaluation.scores import Report, Score, score

__all__ = ["Report", "Score", "score"]
