"""Entity pairs beside their rivals: what is told of each, and what a network makes of it."""

import numpy as np
import pytest
from spacy.language import Language

from kisha.corpus.formats import inline
from kisha.models.relations import annotated
from kisha.models.train import blank
from kisha.pipeline.relations import rescoring
from kisha.pipeline.relations.aggregate import WIDTH, EntityPairs, aggregate
from kisha.pipeline.relations.candidates import Candidates, candidates
from kisha.pipeline.relations.grid import TYPES
from kisha.pipeline.view import view


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank("ja")


def found_in(nlp: Language, marked: str) -> tuple[Candidates, list[str]]:
    doc = annotated(inline.loads(f"{marked}\n--- facts ---\n", id="x"), nlp)
    own = view(doc)
    return candidates(doc, own), [ent.text for ent in own.ents]


def told(found: Candidates, names: list[str], pairs: EntityPairs) -> dict[str, float]:
    return {
        f"{names[found.heads[p]]} {TYPES[t]} {names[found.tails[p]]}": logit
        for t, p, logit in zip(pairs.type, pairs.pair, pairs.logit, strict=True)
    }


def logits(found: Candidates, names: list[str], said: dict[str, float]) -> np.ndarray:
    """-3 for every pair but those ``said``."""
    given = np.full(found.may.shape, -3.0)
    for place, (head, tail) in enumerate(zip(found.heads, found.tails, strict=True)):
        for number, type in enumerate(TYPES):
            given[place, number] = said.get(f"{names[head]} {type} {names[tail]}", -3.0)
    return given


def test_an_entity_pair_is_as_sure_as_its_surest_mentions(nlp: Language) -> None:
    found, names = found_in(nlp, "[アマツ](ORG e1)は[ウズメ](VEHICLE e2)を、[ミズホ](VEHICLE e2)は")
    pairs = aggregate(found, logits(found, names, {"アマツ DEVELOPS ミズホ": 2.0}))
    assert told(found, names, pairs) == {"アマツ DEVELOPS ミズホ": 2.0}


def test_every_type_that_two_may_have_stands_once(nlp: Language) -> None:
    found, names = found_in(
        nlp, "[アマツ](ORG e1)と[北星](ORG e2)、[アマツ](ORG e1)と[北星](ORG e2)"
    )
    pairs = aggregate(found, logits(found, names, {}))
    types = sorted(TYPES[type] for type in pairs.type)
    assert types == ["OWNS", "OWNS", "PARTNERS_WITH"]
    assert pairs.rows.shape == (3, WIDTH)
    assert np.isfinite(pairs.rows).all()


def test_rivals_change_the_features_and_others_do_not(nlp: Language) -> None:
    text = "[アマツ](ORG e1)と[北星](ORG e2)は[ウズメ](VEHICLE e3)を、[袴塚](PERSON e4)は"
    found, names = found_in(nlp, text)
    row = {}
    for case, said in {
        "alone": {},
        "rival": {"北星 DEVELOPS ウズメ": 5.0},
        "elsewhere": {"袴塚 AFFILIATED_WITH 北星": 5.0},
    }.items():
        pairs = aggregate(found, logits(found, names, {"アマツ DEVELOPS ウズメ": 1.0, **said}))
        place = list(told(found, names, pairs)).index("アマツ DEVELOPS ウズメ")
        row[case] = pairs.rows[place]
    assert not np.array_equal(row["alone"], row["rival"])
    assert np.array_equal(row["alone"], row["elsewhere"])


def test_a_symmetric_pair_meets_the_rivals_of_either_end(nlp: Language) -> None:
    found, names = found_in(nlp, "[アマツ](ORG e1)、[北星](ORG e2)、[ミサゴ](ORG e3)が")
    before = aggregate(found, logits(found, names, {}))
    after = aggregate(found, logits(found, names, {"北星 PARTNERS_WITH ミサゴ": 5.0}))
    for name in ("アマツ PARTNERS_WITH 北星", "アマツ PARTNERS_WITH ミサゴ"):
        place = list(told(found, names, before)).index(name)
        assert not np.array_equal(before.rows[place], after.rows[place])


def test_the_network_learns_that_only_the_best_of_a_group_is_right() -> None:
    random = np.random.default_rng(1)
    lead = random.normal(size=20000)
    rows = np.column_stack([lead, random.normal(size=(20000, 3))]).astype(np.float32)
    base = random.normal(size=20000)
    weights = rescoring.fit(rows, base, lead > 0.5)
    added = rescoring.rescore(weights, rows)
    assert np.mean((base + added > 0) == (lead > 0.5)) > 0.95


def test_the_same_data_give_the_same_network() -> None:
    random = np.random.default_rng(2)
    rows = random.normal(size=(700, 5)).astype(np.float32)
    right = rows[:, 0] > 0
    one, other = (rescoring.fit(rows, np.zeros(700), right) for _ in range(2))
    assert all(np.array_equal(one[name], other[name]) for name in one)
