"""What a mention may not be, and what is two: slogans, and a ministry before its programme."""

import pytest
import spacy
from spacy.tokens import Doc

from kisha.models.train import blank
from kisha.pipeline import mentions

NLP = {language: blank(language) for language in ("ja", "en")}


def settled(language: str, text: str, *found: tuple[str, str]) -> list[tuple[str, str]]:
    doc: Doc = NLP[language].make_doc(text)
    spans = []
    for surface, label in found:
        start = text.index(surface)
        span = doc.char_span(start, start + len(surface), label=label, alignment_mode="expand")
        assert span is not None
        spans.append(span)
    doc.ents = spacy.util.filter_spans(spans)
    return [(span.text, span.label_) for span in mentions.settle(doc)]


def test_a_slogan_is_no_name() -> None:
    slogan = "Expand our planet. Expand our future."
    assert settled("ja", f"「{slogan}」を掲げる。", (slogan, "ORG")) == []


@pytest.mark.parametrize(
    "name", ["Yahoo! Japan", "Assoc. of Space Engineers", "Hollis & Co., Ltd.", "Panic! Inc"]
)
def test_a_name_with_a_stop_in_it_is_one(name: str) -> None:
    found = settled("en", f"The firm {name} spoke.", (name, "ORG"))
    assert [label for _, label in found] == ["ORG"]
    assert found[0][0].startswith(name.rstrip("."))


@pytest.mark.parametrize("text", ["経産省SBIR補助金を使う。", "経産省 SBIR 補助金を使う。"])
def test_a_ministry_before_its_programme_is_two(text: str) -> None:
    programme = text.removesuffix("を使う。")
    found = settled("ja", text, (programme, "MISSION"))
    assert found[0] == ("経産省", "ORG")
    assert found[1] == (programme.removeprefix("経産省").strip(), "MISSION")


def test_a_programme_that_begins_with_such_a_word_stays_one() -> None:
    name = "省力化実証事業"
    assert settled("ja", f"{name}に採択された。", (name, "MISSION")) == [(name, "MISSION")]
