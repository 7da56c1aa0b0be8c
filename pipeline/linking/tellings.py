"""Which Japanese and English documents tell one release: by the dates and names they share."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from kisha.corpus.schema import is_day
from kisha.pipeline import naming
from kisha.pipeline.linking.entity import Outline
from kisha.pipeline.linking.tables import known

LIKENESS = 0.3
"""The least share of their dates and Latin names that two tellings have in common."""
MARGIN = 1.3
"""How many times more alike a telling must be than the second best."""
_LEAST_SHARED = 3
# So many documents at most are compared with one: those that share what is rarest of it.
_MOST_COMPARED = 500
_NEAR = 3
_LATIN = re.compile(r"[^぀-ヿ一-龠]+")


class Telling(NamedTuple):
    """Two documents of one release, and how much of what they could share they do, 0 to 1."""

    ja: Outline
    en: Outline
    likeness: float


def tellings(outlines: Iterable[Outline]) -> list[Telling]:
    """The pairs, each document in one at most; grows with the documents, not their square."""
    sides: dict[str, list[Outline]] = defaultdict(list)
    for one in sorted(outlines, key=lambda one: one.id):
        sides[one.language].append(one)
    features = {one.id: _features(one) for side in ("ja", "en") for one in sides[side]}
    weights = _weights(list(features.values()))
    best: dict[str, list[tuple[float, str, str]]] = defaultdict(list)
    english = {one.id: one for one in sides["en"]}
    for ja, others in _candidates(sides["ja"], sides["en"], features):
        for en in others:
            found = _likeness(features[ja.id], features[en], weights)
            if found:
                best[ja.id].append((found, ja.id, en))
                best[en].append((found, ja.id, en))
    chosen: list[Telling] = []
    for ja in sides["ja"]:
        top = max(best[ja.id], default=None)
        if top and top[0] >= LIKENESS and _clear(top, best[ja.id]) and _clear(top, best[top[2]]):
            chosen.append(Telling(ja, english[top[2]], top[0]))
    return chosen


def _features(one: Outline) -> frozenset[str]:
    """What reads the same in both languages: dates, Latin names, known names, codes."""
    found = {f"date {value}" for value in one.values.values()}
    for entity in one.named.values():
        if entity.code:
            found.add(f"code {entity.code}")
        for surface in entity.surfaces:
            if name := known(surface):
                found.add(f"name {name}")
            elif _LATIN.fullmatch(surface):
                found.add(f"name {naming.core(surface, entity.label)}")
    return frozenset(found)


def _weights(features: Sequence[frozenset[str]]) -> dict[str, float]:
    counts = Counter(feature for found in features for feature in found)
    return {feature: math.log((len(features) + 1) / n) for feature, n in counts.items()}


def _candidates(
    japanese: Sequence[Outline],
    english: Sequence[Outline],
    features: Mapping[str, frozenset[str]],
) -> Iterator[tuple[Outline, list[str]]]:
    """For each Japanese document the English ones that share a day, by their rarest in common."""
    days = {one.id: _days(one) for one in english}
    blocks: dict[str, list[str]] = defaultdict(list)
    for one in english:
        for key in days[one.id] | features[one.id]:
            blocks[key].append(one.id)
    for one in japanese:
        own = _days(one)
        shared = (own | features[one.id]) & blocks.keys()
        rarest = sorted(shared, key=lambda key: (len(blocks[key]), key))
        # Of a key that many share so many are seen too: grows with the documents, whatever is rare.
        seen = dict.fromkeys(chain.from_iterable(blocks[key][:_MOST_COMPARED] for key in rarest))
        near = (id for id in seen if not days[id].isdisjoint(own))
        yield one, list(islice(near, _MOST_COMPARED))


def _days(one: Outline) -> set[str]:
    days = {value for value in one.values.values() if is_day(value)}
    if one.date:
        try:
            first = date.fromisoformat(one.date).toordinal()
        except ValueError:
            return days
        last = min(first + _NEAR, date.max.toordinal())
        days |= {str(date.fromordinal(n)) for n in range(max(first - _NEAR, 1), last + 1)}
    return days


def _likeness(one: frozenset[str], other: frozenset[str], weights: Mapping[str, float]) -> float:
    """What is shared, as a share of what the one of fewer features has, by how rare it is."""
    shared = one & other
    if len(shared) < _LEAST_SHARED or not any(feature.startswith("date") for feature in shared):
        return 0.0
    total = math.sqrt(_sum(one, weights) * _sum(other, weights))
    return _sum(shared, weights) / total if total else 0.0


def _sum(features: frozenset[str], weights: Mapping[str, float]) -> float:
    return math.fsum(weights[feature] for feature in features)


def _clear(top: tuple[float, str, str], rivals: Iterable[tuple[float, str, str]]) -> bool:
    """Whether ``top`` is the best of them by far."""
    return all(top[0] >= MARGIN * rival[0] for rival in rivals if rival != top)
