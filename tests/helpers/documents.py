"""Hypothesis strategies for annotated documents."""

from itertools import pairwise

from hypothesis import strategies as st

from kisha.corpus import LABELS, RELATIONS, Document
from kisha.corpus.document import Fact, Span, build
from kisha.corpus.language import language_of

# What formats stumble over: their own syntax, odd line separators, characters beyond the BMP.
_FRAGMENTS = (
    "株式会社アマツ", "は、", "月着", "陸船「ミズホ」", "か\u3099き\u3099", "𠮷野", "😀", "ﾐｽﾞﾎ", "Amatsu Inc. ",
    "\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029",
    "[", "]", "\\", "(", ")", "](ORG e1)", "[ミズホ](VEHICLE e1)", "\\]", "\\\\", "e1 = 2027", "#",
    "\n--- facts ---\n", "--- facts ---", "T1\tORG 0 1\tア", "\t", " ", "\u3000", "\ufeff", "\0",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.lists(st.sampled_from(_FRAGMENTS), max_size=16).map("".join),
)
DATE_VALUES = st.one_of(
    st.dates().map(lambda date: date.isoformat()),
    st.sampled_from(["2027", "2027-04", "2027-Q3", "2027-H2", "2027-24", "FY2026", "FY2026-Q2"]),
)
SCORES = st.one_of(st.just(1.0), st.floats(0, 1))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Any document that a file can hold: any text, flat mentions, clusters, values, facts."""
    text = draw(TEXTS)
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=1, max_size=5))
    keys = st.integers(0, len(labels) - 1)
    spans = [
        Span(start, end, labels[key], str(key), draw(SCORES))
        for start, end in pairwise(draw(_cuts(text)))
        if (key := draw(st.none() | keys)) is not None
    ]
    used = sorted({span.key for span in spans})
    dates = [key for key in used if labels[int(key)] == "DATE"]
    values = {key: draw(DATE_VALUES) for key in dates if draw(st.booleans())}
    facts = draw(st.lists(_facts(used, len(text)), max_size=5)) if used else []
    language = language_of(text)
    return build("release", text, language=language, spans=spans, values=values, facts=facts)


def _cuts(text: str) -> st.SearchStrategy[list[int]]:
    return st.sets(st.integers(0, len(text)), max_size=10).map(sorted)


@st.composite
def _facts(draw: st.DrawFn, keys: list[str], length: int) -> Fact:
    head, tail = draw(st.sampled_from(keys)), draw(st.sampled_from(keys))
    start = draw(st.integers(0, length - 1))
    evidence = draw(st.none() | st.tuples(st.just(start), st.integers(start + 1, length)))
    return Fact(head, draw(st.sampled_from(list(RELATIONS))), tail, evidence, draw(SCORES))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Document, Document]:
    """Two annotations of one text that agree in part, each as good a gold as the other.

    Few clusters over few mentions, and many facts: that alignments tie is common.
    """
    return draw(_annotations()), draw(_annotations())


@st.composite
def _annotations(draw: st.DrawFn, text: str = "甲乙丙丁戊己庚") -> Document:
    labels, keys = st.sampled_from(["ORG"] * 9 + ["ROLE"]), st.sampled_from(["a", "b", "c", None])
    spans = [
        Span(place, place + 1, draw(labels), key)
        for place in range(len(text))
        if (key := draw(keys)) is not None
    ]
    used = sorted({span.key for span in spans})
    ends, types = st.sampled_from(used or [""]), st.sampled_from(["PARTNERS_WITH", "OWNS"])
    facts = st.tuples(ends, types, ends).map(lambda parts: Fact(*parts))
    drawn = draw(st.lists(facts, max_size=8)) if used else []
    return build("release", text, language="ja", spans=spans, facts=drawn)
