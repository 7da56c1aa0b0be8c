"""The trained relations: which pairs are asked for, what is learnt, and that it comes back the same."""

from pathlib import Path

import numpy as np
import pytest
import spacy
from scipy.sparse import csr_matrix
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from kisha.corpus import formats
from kisha.corpus.formats import inline
from kisha.models.relations import annotated
from kisha.models.train import blank
from kisha.pipeline.relations import regression, rules
from kisha.pipeline.relations.candidates import candidates
from kisha.pipeline.relations.extractor import RelationExtractor
from kisha.pipeline.relations.features import ROWS, _stretch
from kisha.pipeline.relations.grid import TYPES, grid, pairs
from kisha.pipeline.view import view

ROOT = Path(__file__).parents[2]
# A way of saying that a company owns another which no rule knows.
TEXTS = [
    "[{a}](ORG e1)は[{b}](ORG e2)を飼っています。\n--- facts ---\ne1 OWNS e2\n",
    "[{a}](ORG e1)は[{b}](ORG e2)を見ました。\n--- facts ---\n",
    "[{b}](ORG e1)も[{a}](ORG e2)を飼っています。\n--- facts ---\ne1 OWNS e2\n",
    "[{b}](ORG e1)も[{a}](ORG e2)を見ました。\n--- facts ---\n",
]
NAMES = [
    ("アマツ", "北星工業"),
    ("ソラノメ", "天索"),
    ("ツグミ社", "ヒバリ"),
    ("カナタ", "三枝"),
    ("ミナモ", "東雲"),
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank("ja")


@pytest.fixture(scope="module")
def docs(nlp: Language) -> list[Doc]:
    return [
        annotated(inline.loads(text.format(a=a, b=b), id="x"), nlp)
        for a, b in NAMES
        for text in TEXTS
    ]


@pytest.fixture(scope="module")
def trained(nlp: Language, docs: list[Doc]) -> RelationExtractor:
    extractor = RelationExtractor(nlp.vocab)
    extractor.initialize(lambda: [Example(doc, doc) for doc in docs])
    return extractor


def read(nlp: Language, marked: str) -> Doc:
    return annotated(inline.loads(f"{marked}\n--- facts ---\n", id="x"), nlp)


def said(extractor: RelationExtractor, doc: Doc) -> set[str]:
    names = {ent.id_: ent.text for ent in doc.ents}
    return {f"{names[f.head]} {f.type} {names[f.tail]}" for f in extractor.facts(doc)}


def test_it_learns_what_no_rule_says(nlp: Language, trained: RelationExtractor) -> None:
    doc = read(nlp, "[ナギサ](ORG e1)は[ウシオ](ORG e2)を飼っています。")
    assert rules.extract(view(doc)) == []
    assert said(trained, doc) == {"ナギサ OWNS ウシオ"}
    assert said(trained, read(nlp, "[ナギサ](ORG e1)は[ウシオ](ORG e2)を見ました。")) == set()


def test_a_fact_has_its_place_and_how_sure_it_is(nlp: Language, trained: RelationExtractor) -> None:
    doc = read(nlp, "[ナギサ](ORG e1)は[ウシオ](ORG e2)を飼っています。")
    (fact,) = trained.facts(doc)
    assert doc.text[slice(*(fact.evidence or ()))] == "ナギサはウシオ"
    assert 0.35 <= fact.score <= 1


def test_untrained_it_says_what_the_rules_say(nlp: Language) -> None:
    doc = read(nlp, "[2019年](DATE e1)、[アマツ](ORG e2)は[ウシオ](ORG e3)と業務提携しました。")
    assert RelationExtractor(nlp.vocab).facts(doc) == rules.extract(view(doc))


@pytest.mark.parametrize("text", ["", "何もない。", "[アマツ](ORG e1)だけ。"])
def test_a_text_without_pairs(nlp: Language, trained: RelationExtractor, text: str) -> None:
    assert trained.facts(read(nlp, text)) == []


def test_it_comes_back_the_same(nlp: Language, trained: RelationExtractor, tmp_path: Path) -> None:
    trained.to_disk(tmp_path)
    assert [path.suffix for path in tmp_path.iterdir()] == [".npz"]
    again = RelationExtractor(nlp.vocab).from_disk(tmp_path)
    other = RelationExtractor(nlp.vocab).from_bytes(trained.to_bytes())
    assert np.array_equal(other.weights, trained.weights)  # type: ignore[arg-type]
    doc = read(nlp, "[ナギサ](ORG e1)は[ウシオ](ORG e2)を飼っています。")
    assert said(again, doc) == said(other, doc) == said(trained, doc)
    assert RelationExtractor(nlp.vocab).from_disk(tmp_path / "nothing").weights is None


def test_weights_of_another_shape_are_refused(nlp: Language, tmp_path: Path) -> None:
    np.savez(tmp_path / "weights.npz", weights=np.zeros((3, 2), dtype=np.float16))
    with pytest.raises(ValueError, match=r"another shape: \(3, 2\)"):
        RelationExtractor(nlp.vocab).from_disk(tmp_path)


def test_only_what_a_relation_may_join_is_a_pair(nlp: Language) -> None:
    doc = read(
        nlp, "[アマツ](ORG e1)の[袴塚](PERSON e2)、[2027年](DATE e3)に[ウズメ](VEHICLE e4)。"
    )
    own = view(doc)
    heads, tails, may = pairs(grid(doc, own))
    found = {
        f"{own.ents[h].text} {TYPES[t]} {own.ents[a].text}"
        for h, a, row in zip(heads, tails, may, strict=True)
        for t in np.flatnonzero(row)
    }
    assert found == {
        "袴塚 AFFILIATED_WITH アマツ", "アマツ FOUNDED_IN 2027年", "アマツ DEVELOPS ウズメ",
        "ウズメ LAUNCH_DATE 2027年",
    }  # fmt: skip


def test_partners_are_asked_for_once(nlp: Language) -> None:
    doc = read(nlp, "[アマツ](ORG e1)と[ウシオ](ORG e2)。")
    heads, tails, may = pairs(grid(doc, view(doc)))
    partners = may[:, TYPES.index("PARTNERS_WITH")]
    assert [(int(h), int(t)) for h, t in zip(heads[partners], tails[partners], strict=True)] == [
        (0, 1)
    ]
    assert may[:, TYPES.index("OWNS")].sum() == 2


def test_what_is_far_apart_is_no_pair(nlp: Language) -> None:
    filler = "\n".join(["何もない行です。"] * 8)
    doc = read(
        nlp,
        f"[アマツ](ORG e1)の話。\n{filler}\n[ウズメ](VEHICLE e2)と[ウシオ](ORG e3)。\n{filler}\n[2027年](DATE e4)",
    )
    own = view(doc)
    heads, tails, _ = pairs(grid(doc, own))
    found = {(own.ents[h].text, own.ents[t].text) for h, t in zip(heads, tails, strict=True)}
    assert ("ウズメ", "2027年") not in found
    assert ("ウシオ", "ウズメ") in found
    assert ("アマツ", "2027年") in found, "the issuer is asked for everywhere"


def test_each_token_of_a_stretch() -> None:
    rows, places = _stretch(np.array([0, 2]), np.array([5, 9, 7]), np.array([2, 4, 3]))
    assert [*zip(rows.tolist(), places.tolist(), strict=True)] == [
        (0, 5),
        (0, 6),
        (2, 7),
        (2, 8),
        (2, 9),
    ]


def test_features_are_bounded_and_whole_in_parts(docs: list[Doc]) -> None:
    found = candidates(docs[0], view(docs[0]))
    rows = found.rows()
    assert rows.shape == (len(found.heads), ROWS)
    assert np.allclose(rows.power(2).sum(axis=1), 1, atol=1e-5)
    assert (found.rows(slice(1, 2)) != rows[1:2]).nnz == 0


def test_pairs_grow_with_the_mentions_not_with_their_square(nlp: Language) -> None:
    counts = []
    for size in (100, 400):
        doc = read(nlp, "、".join(f"[第{n}会社](ORG e{n})" for n in range(1, size + 1)))
        heads, _, _ = pairs(grid(doc, view(doc)))
        counts.append(len(heads))
    assert counts[1] < 5 * counts[0]


def test_the_regression_separates_what_can_be() -> None:
    rows = csr_matrix(np.array([[1, 0], [0, 1], [1, 0], [0, 1]], dtype=np.float32))
    right = np.array([[True], [False], [True], [False]])
    weights = regression.fit([rows], [np.ones_like(right)], [right])
    sure = rows @ weights[:-1] + weights[-1]
    assert (sure[:, 0] > 0).tolist() == [True, False, True, False]


def test_the_shipped_relations_beat_the_rules_on_composed_releases() -> None:
    from kisha.models.shipped import shared

    model = shared("ja")
    extractor = model.get_pipe("kisha_relations")
    right = {"trained": 0, "rules": 0}
    for document in formats.read_all(ROOT / "corpus/dev/ja")[:15]:
        doc = annotated(document, model)
        gold = {fact[:3] for fact in doc._.kisha_facts}
        for name, found in (("trained", extractor.facts(doc)), ("rules", rules.extract(view(doc)))):
            told = {fact[:3] for fact in found}
            right[name] += 2 * len(told & gold) - len(told)
    assert right["trained"] > right["rules"]


def test_the_component_is_found_by_its_name() -> None:
    nlp = spacy.blank("ja")
    assert isinstance(nlp.add_pipe("kisha_relations"), RelationExtractor)
