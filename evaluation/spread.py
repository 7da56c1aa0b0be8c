"""Facts that one sentence says, and those that a reader puts together from several."""

from bisect import bisect_right
from collections.abc import Callable, Sequence

from kisha.corpus import Document
from kisha.evaluation import match
from kisha.evaluation.count import Score

Sentences = Callable[[Document], Sequence[int]]
"""Gives the offsets into the text of a document at which its sentences end, in order."""


def spread(gold: Document, predicted: Document, ends: Sequence[int]) -> tuple[Score, Score]:
    """The scores of facts within a sentence, and of those across sentences.

    A fact of the gold stands where its entities do there: within a sentence if any names both. What
    was found in vain stands where its own do.
    """
    golden = match.facts(gold)
    names = match.align(gold, predicted)
    told = _sentences(gold, ends)
    own = {names.get(id, f"?{id}"): numbers for id, numbers in _sentences(predicted, ends).items()}

    def near(fact: match.Fact) -> bool:
        head, _, tail = fact
        known = told if fact in golden else own
        return not known[head].isdisjoint(known[tail])

    found = match.facts(predicted, names)
    inside = [{fact for fact in facts if near(fact)} for facts in (golden & found, found, golden)]
    within = Score(*map(len, inside))
    return within, Score(
        len(golden & found) - within.true,
        len(found) - within.predicted,
        len(golden) - within.gold,
    )


def _sentences(document: Document, ends: Sequence[int]) -> dict[str, set[int]]:
    """The numbers of the sentences in which each entity is named."""
    found: dict[str, set[int]] = {}
    for mention in document.mentions:
        found.setdefault(mention.entity, set()).add(bisect_right(ends, mention.start))
    return found
