"""The tagger learns a handful, says how sure it is, and comes back from disk the same."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from kisha.corpus import Document
from kisha.models.examples import to_doc
from kisha.pipeline.tagger.tags import Scheme, lines

TEXTS = [
    "[株式会社アマツ](ORG e1)（[代表取締役](ROLE e2)：[袴塚一馬](PERSON e3)）は[月着陸船](VEHICLE e4)を公開しました。",
    "[2027年4月](DATE e1)、[ミッション2](MISSION e2)の[ウズメ](VEHICLE e3)が飛び立ちます。\n\n[北星](ORG e4)より",
    "[北星工業](ORG e1)の[三枝玲](PERSON e2)氏は[アルテミス計画](MISSION e3)を語りました。",
]
CONFIG = {
    "model": {
        "@architectures": "kisha.Tagger.v1",
        "width": 32,
        "depth": 1,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "kisha.Embed.v1",
                "width": 32,
                "feature_width": 16,
                "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
                "rows": [500, 100, 200, 100],
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": 32,
                "depth": 1,
                "window_size": 1,
                "maxout_pieces": 2,
            },
        },
    }
}


TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "kisha.JapaneseTokenizer.v1"}}}


def trained(documents: list[Document], *, unknown: str = "") -> tuple[Language, list[Doc]]:
    """A pipeline that overfits the documents, mentions of the label ``unknown`` left open."""
    spacy.util.fix_random_seed(0)
    nlp = spacy.blank("ja", config=TOKENIZER)
    nlp.add_pipe("kisha_tagger", "tagger", config=CONFIG)
    golds = [to_doc(document, nlp)[0] for document in documents]
    for gold in golds:
        kept = [ent for ent in gold.ents if ent.label_ != unknown]
        missing = [ent for ent in gold.ents if ent.label_ == unknown]
        gold.set_ents(kept, missing=missing, default="outside")
    examples = [Example(nlp.make_doc(gold.text), gold) for gold in golds]
    optimizer = nlp.initialize(lambda: examples)
    optimizer.learn_rate = 0.01
    for _ in range(50):
        nlp.update(examples, sgd=optimizer)
    return nlp, golds


@pytest.fixture(scope="module")
def handful(markup: Callable[..., Document]) -> tuple[Language, list[Doc]]:
    return trained([markup(text) for text in TEXTS])


@pytest.fixture(scope="module")
def nlp(handful: tuple[Language, list[Doc]]) -> Language:
    return handful[0]


@pytest.fixture(scope="module")
def golds(handful: tuple[Language, list[Doc]]) -> list[Doc]:
    return handful[1]


def found(nlp: Language, text: str) -> list[tuple[str, str, float]]:
    return [(ent.text, ent.label_, ent._.kisha_score) for ent in nlp(text).ents]


def test_it_learns_a_handful_and_is_sure_of_it(nlp: Language, golds: list[Doc]) -> None:
    for gold in golds:
        mentions = found(nlp, gold.text)
        assert [m[:2] for m in mentions] == [(ent.text, ent.label_) for ent in gold.ents]
        assert all(0.7 < score <= 1 for *_, score in mentions)


def test_it_comes_back_from_disk_the_same(nlp: Language, golds: list[Doc], tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    again = spacy.load(tmp_path)
    for gold in golds:
        assert found(again, gold.text) == found(nlp, gold.text)


def test_many_documents_at_once_are_as_each_alone(nlp: Language, golds: list[Doc]) -> None:
    texts = [gold.text for gold in golds] + ["", "\n\n", "。"]
    together = [[(e.text, e.label_) for e in doc.ents] for doc in nlp.pipe(texts)]
    assert together == [[m[:2] for m in found(nlp, text)] for text in texts]


def test_no_mention_crosses_a_line(nlp: Language) -> None:
    doc = nlp("株式会社\nアマツ\n代表取締役\n袴塚一馬\n\n2027年\n4月" * 3)
    assert not any("\n" in ent.text for ent in doc.ents)


def test_a_higher_temperature_is_less_sure_and_finds_the_same(
    nlp: Language, golds: list[Doc]
) -> None:
    tagger = nlp.get_pipe("tagger")
    cool = found(nlp, golds[0].text)
    tagger.cfg["temperature"] = 4.0
    hot = found(nlp, golds[0].text)
    tagger.cfg["temperature"] = 1.0
    assert [m[:2] for m in hot] == [m[:2] for m in cool]
    assert sum(m[2] for m in hot) < sum(m[2] for m in cool)


def test_what_is_unknown_is_not_taught_as_outside(markup: Callable[..., Document]) -> None:
    documents = [markup(TEXTS[0]), markup(TEXTS[0].replace("(PERSON e3)", "(ORG e3)"))]
    nlp, _ = trained(documents, unknown="PERSON")
    assert ("袴塚一馬", "ORG") in [m[:2] for m in found(nlp, documents[0].text)]


def test_an_excluded_label_is_taught_as_what_a_word_is_not() -> None:
    scheme = Scheme(("ORG", "VEHICLE"))
    doc = Doc(spacy.blank("ja").vocab, ["北星", "ミズホ"])
    excluded = [Span(doc, 1, 2, label="ORG PERSON")]
    first, second = scheme.allowed(doc, ["U-ORG", None], excluded)
    assert [*first.nonzero()[0]] == [scheme.tag("U", "ORG")]
    assert [*second.nonzero()[0]] == [0, *(scheme.tag(place, "VEHICLE") for place in "BILU")]


def test_tags_of_a_scheme() -> None:
    scheme = Scheme(("ORG", "DATE"))
    tags = [0, *scheme.span(1, 4, "ORG"), *scheme.span(4, 5, "DATE"), 0]
    assert list(scheme.mentions(tags)) == [(1, 4, "ORG"), (4, 5, "DATE")]
    rules = scheme.rules()
    assert all(rules.between[a, b] == 0 for a, b in pairwise(tags))
    assert rules.between[0, scheme.tag("I", "ORG")] < -1000
    assert rules.between[scheme.tag("B", "ORG"), scheme.tag("L", "DATE")] < -1000
    assert rules.first[scheme.tag("L", "ORG")] < -1000
    assert rules.last[scheme.tag("B", "ORG")] < -1000


def test_annotation_that_cannot_be_followed_is_left_open(nlp: Language) -> None:
    doc = nlp.make_doc("アマツ\n北星")
    cut = [part.stop - part.start for part in lines(doc)]
    assert sum(cut) == len(doc)
    scheme = Scheme(("ORG",))
    tags = ["B-ORG", *["I-ORG"] * (len(doc) - 2), "L-ORG"]
    assert scheme.allowed(doc, tags).all()
    unknown = scheme.allowed(doc, [None, "U-PLACE", *["O"] * (len(doc) - 2)])
    assert unknown[:2].all()
    assert not unknown[2, 1:].any()
