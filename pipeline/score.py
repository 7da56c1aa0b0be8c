"""How sure a tagger is of a mention: ``span._.kisha_score``, 0 to 1, None where it does not say."""

from spacy.tokens import Span

if not Span.has_extension("kisha_score"):
    Span.set_extension("kisha_score", default=None)


def score_of(ent: Span) -> float:
    """The score that the tagger gave a mention; 1 where it gives none."""
    score: float | None = ent._.kisha_score
    return 1.0 if score is None else round(score, 4)
