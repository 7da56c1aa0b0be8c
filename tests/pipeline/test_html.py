"""``summary.html``: what documents say is shown and never run, and nothing is loaded."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kisha.corpus import Document, Release
from kisha.corpus.formats import inline
from kisha.pipeline.export.html import summary

DOCUMENT = replace(
    inline.loads(
        """\
[株式会社 Amatsu](ORG e1)は、月着
陸船「[ミズホ](VEHICLE e2)」を[2027年4月1日](DATE e3)に打ち上げる。
2行目にも[アマツ](ORG e1)がある。
--- facts ---
e3 = 2027-04-01
e1 DEVELOPS e2
e2 LAUNCH_DATE e3
""",
        id="amatsu-1",
    ),
    source="releases/amatsu-1.txt",
    release=Release(
        "アマツ、ミズホを打ち上げへ",
        "2027-04-01",
        ("e1",),
        {"e1": "9991"},
        agreements=("MOU",),
        places=("東京",),
    ),
)
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><a href=https://evil.example>"
ERROR = {"source": "b.txt", "code": "R104", "message": "b.txt: empty.", "remedy": "Fetch it."}


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.text = "".join(self.texts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def with_attack(place: str) -> tuple[Document, dict[str, str]]:
    match place:
        case "text":
            text = inline.loads(f"[アマツ](ORG e1){ATTACK}\n--- facts ---\n", id="a")
            return text, ERROR
        case "mention":
            text = inline.loads(
                f"[{ATTACK}](ORG e1)の[{ATTACK}](VEHICLE e2)\n--- facts ---\ne1 DEVELOPS e2\n",
                id="a",
            )
            return replace(text, release=Release(issuers=("e1",))), ERROR
        case "title":
            return replace(DOCUMENT, release=Release(title=ATTACK)), ERROR
        case "date and code":
            return replace(DOCUMENT, release=Release(ATTACK, ATTACK, (), {"e1": ATTACK})), ERROR
        case "file name":
            return replace(DOCUMENT, source=ATTACK, id=ATTACK), ERROR
        case "label":
            mention = replace(DOCUMENT.mentions[0], label=ATTACK)
            return replace(DOCUMENT, mentions=(mention,)), ERROR
        case _:
            return DOCUMENT, dict.fromkeys(ERROR, ATTACK)


@pytest.mark.parametrize(
    "place", ["text", "mention", "title", "date and code", "file name", "label", "error"]
)
def test_nothing_that_a_document_says_is_run(place: str) -> None:
    document, error = with_attack(place)
    page = Page(summary([document], [error]))
    assert "<script>alert(1)</script>" in page.text
    assert not {"script", "img", "iframe", "object", "link", "base"} & {tag for tag, _ in page.tags}
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name == "src"]
        assert (attributes.get("href") or "#").startswith("#")


def test_the_policy_forbids_all_but_the_style_of_the_page() -> None:
    metas = [attributes for tag, attributes in Page(summary([DOCUMENT], [])).tags if tag == "meta"]
    (policy,) = [m["content"] for m in metas if m.get("http-equiv") == "Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert {"charset": "utf-8"} in metas


def test_nothing_is_loaded() -> None:
    html = summary([DOCUMENT], [ERROR])
    assert not re.search(r"https?:|//[a-z]|url\(|@import", html)


def test_what_the_page_shows() -> None:
    page = Page(summary([DOCUMENT], [ERROR]))
    for release in ("アマツ、ミズホを打ち上げへ", "2027-04-01", "株式会社Amatsu 9991"):
        assert release in page.text
    for other in ("amatsu-1.txt", "R104", "b.txt: empty.", "DEVELOPS", "1 releases read, 1 not"):
        assert other in page.text
    assert "4 mentions · 3 entities · 2 facts" in page.text


def test_mentions_are_marked_in_the_restored_text() -> None:
    html = summary([DOCUMENT], [])
    assert '<mark class="ORG">株式会社Amatsu<small>ORG</small></mark>は、月着' in html
    assert html.count("<mark") == 4
    assert '<mark class="VEHICLE">ミズホ<small>' in html


def test_long_evidence_is_cut_in_the_middle() -> None:
    long = f"[アマツ](ORG e1)は、{'とても' * 200}長い間[ミズホ](VEHICLE e2)を開発\n--- facts ---\n"
    html = summary([inline.loads(f"{long}e1 DEVELOPS e2\n", id="a")], [])
    (evidence,) = re.findall("<q>(.*?)</q>", html)
    assert evidence.startswith("アマツは、")
    assert evidence.endswith("ミズホ")
    assert " … " in evidence
    assert len(evidence) < 200


def test_a_page_of_nothing() -> None:
    assert "0 releases read, 0 not" in Page(summary([], [])).text


def test_each_release_can_be_reached_from_the_table() -> None:
    tags = Page(summary([DOCUMENT, replace(DOCUMENT, id="b")], [])).tags
    links = [attributes["href"] for tag, attributes in tags if tag == "a"]
    ids = [f"#{attributes['id']}" for _, attributes in tags if "id" in attributes]
    assert links == ids == ["#r1", "#r2"]


def test_the_record_is_shown_so_far_as_there_is_one() -> None:
    text = Page(summary([DOCUMENT], [])).text
    assert "Agreement" in text
    assert "MOU" in text
    assert "東京" in text
    assert "Quoted" not in text
