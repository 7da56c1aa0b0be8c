"""The release as one object, read off marked texts."""

from dataclasses import replace
from typing import Any

import pytest

from kisha.corpus import Release
from kisha.pipeline.document import to_document
from kisha.pipeline.layout import Layout
from kisha.pipeline.offsets import identity
from kisha.pipeline.release import release_of
from kisha.pipeline.view import view

JAPANESE = """\
[2027年4月1日](DATE)
[株式会社アマツ](ORG)
[ソラノメ株式会社](ORG)
アマツとソラノメ、月着陸船で業務提携
―新型機を共同で開発―
[株式会社アマツ](ORG)（証券コード：9991、以下「[アマツ](ORG)」）と[ソラノメ株式会社](ORG)（東証グロース：9992）は、\
[2026年3月2日](DATE)に提携しました。
■お問い合わせ先
アマツ 広報部 電話：03-0000-0000 press@amatsu.example
https://amatsu.example/news/1"""

ENGLISH = """\
Amatsu and Soranome Sign Letter of Intent for a Lander
TOKYO, [April 1, 2027](DATE) – [Amatsu Inc.](ORG) (TSE: 9991) and [Soranome](ORG) today signed it.
"It will land," said [Kazuma Hakamazuka](PERSON).
Media Contact
Phone: +81-3-0000-0000, press@amatsu.example, www.amatsu.example/news"""


def release(marked: str, annotate: Any) -> Release:
    """The record, with names in the place of entity ids."""
    doc = annotate(marked).doc
    layout = Layout(doc.text, identity(len(doc.text)))
    document = to_document(doc, layout, id="x", source=doc.text)
    found = release_of(document, view(doc))
    names = {entity.id: entity.name for entity in document.entities}
    return replace(
        found,
        issuers=tuple(names[id] for id in found.issuers),
        securities_codes={names[id]: code for id, code in found.securities_codes.items()},
        parties=tuple(names[id] for id in found.parties),
        spokespersons=tuple(names[id] for id in found.spokespersons),
    )


def test_a_japanese_release(annotate: Any) -> None:
    assert release(JAPANESE, annotate) == Release(
        title="アマツとソラノメ、月着陸船で業務提携",
        date="2027-04-01",
        issuers=("株式会社アマツ", "ソラノメ株式会社"),
        securities_codes={"株式会社アマツ": "9991", "ソラノメ株式会社": "9992"},
        contacts=("press@amatsu.example", "03-0000-0000"),
        urls=("https://amatsu.example/news/1",),
        parties=("株式会社アマツ", "ソラノメ株式会社"),
        agreements=("ALLIANCE",),
    )


def test_an_english_release(annotate: Any) -> None:
    assert release(ENGLISH, annotate) == Release(
        title="Amatsu and Soranome Sign Letter of Intent for a Lander",
        date="2027-04-01",
        issuers=("Amatsu Inc.", "Soranome"),
        securities_codes={"Amatsu Inc.": "9991"},
        contacts=("press@amatsu.example", "+81-3-0000-0000"),
        urls=("www.amatsu.example/news",),
        parties=("Amatsu Inc.", "Soranome"),
        agreements=("LOI",),
        places=("TOKYO",),
        spokespersons=("Kazuma Hakamazuka",),
    )


def test_a_text_that_tells_nothing(annotate: Any) -> None:
    assert release("新しい月着陸船を出荷しました。", annotate) == Release()


def test_without_issuer_lines_the_first_organisation_of_the_lead_issues_it(annotate: Any) -> None:
    marked = "[北斗](ORG)向けの船を出荷\n[アマツ](ORG)は、[北斗](ORG)に船を渡しました。"
    assert release(marked, annotate).issuers == ("アマツ",)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("（証券コード：9991）", "9991"),
        ("（証券コード 9991）", "9991"),
        ("（コード番号：９９９１）", "9991"),
        ("（コード番号：130A）", "130A"),
        ("（東証プライム　9×91）", "9×91"),
        ("（コード番号：１３０Ａ）", "130A"),
        ("（東証グロース：9991）", "9991"),
        ("（東証プライム 証券コード：9991）", "9991"),
        ("（本社：東京都、代表取締役：[袴塚一馬](PERSON)、証券コード：9991）", "9991"),
    ],
)
def test_securities_codes(said: str, code: str, annotate: Any) -> None:
    marked = f"[アマツ](ORG){said}は、船を出荷しました。"
    assert release(marked, annotate).securities_codes == {"アマツ": code}


@pytest.mark.parametrize("said", ["2027年", "（〒100-0001）", "（製品コード：9991）", "は9991台を"])
def test_other_numbers_are_no_securities_codes(said: str, annotate: Any) -> None:
    assert release(f"[アマツ](ORG){said}は、出荷しました。", annotate).securities_codes == {}


def test_a_code_is_of_the_organisation_outside_the_bracket(annotate: Any) -> None:
    marked = "[アマツ](ORG)（親会社：[北斗](ORG)、証券コード：9991）は、船を出荷しました。"
    assert release(marked, annotate).securities_codes == {"アマツ": "9991"}


@pytest.mark.parametrize(
    ("said", "contacts"),
    [
        ("電話：03-0000-0000（代表）", "03-0000-0000"),
        ("TEL 03（0000）0000", "03（0000）0000"),
        ("Tel. +81-3-0000-0000 / FAX 03-0000-0001", "+81-3-0000-0000"),
        ("E-mail：pr.team+news@mail.amatsu.example。", "pr.team+news@mail.amatsu.example"),
        ("press@amatsu.example、press@amatsu.example", "press@amatsu.example"),
        ("ir@amatsu.example, pr@amatsu.example.", "ir@amatsu.example pr@amatsu.example"),
        ("アカウントは@amatsuです", ""),
        ("広報 蛭子075-000-0000（9時～17時）", "075-000-0000"),
        ("（０３－００００－００００）", "０３－００００－００００"),
        ("Media: Mei Hiruko, 509-000-0000", "509-000-0000"),
        ("Jordan Vale, (509) 200-0000", "(509) 200-0000"),
        ("Fax: +44 20 7000 0000, +44 20 7000 0001 (09:00-17:00)", "+44 20 7000 0001"),
        ("型番0120-33、2027-04-01、登録 12 345 678 901", ""),
    ],
)
def test_contacts(said: str, contacts: str, annotate: Any) -> None:
    assert " ".join(release(f"お問い合わせ先\n{said}", annotate).contacts) == contacts


@pytest.mark.parametrize(
    ("said", "urls"),
    [
        ("詳しくはhttps://amatsu.example/a-b/?c=d&e#fをご覧ください。", "https://amatsu.example/a-b/?c=d&e#f"),
        ("公式サイト（https://amatsu.example/）", "https://amatsu.example/"),
        ("See <https://amatsu.example/a>, (http://amatsu.example/b);", "https://amatsu.example/a http://amatsu.example/b"),
        ("Visit https://amatsu.example/a, then https://amatsu.example/a", "https://amatsu.example/a"),
        ("For more, visit https://amatsu.example/news.", "https://amatsu.example/news"),
        ("Read https://amatsu.example/news. It is new.", "https://amatsu.example/news"),
        ("www.amatsu.example", "www.amatsu.example"),
        ("ftp://amatsu.example と amatsu.example/moon", "amatsu.example/moon"),
        ("See amatsu.example. Write to press@amatsu.example", "amatsu.example"),
        ("ver.2.0、3.5m、Inc.com、S.p.A.、etc.", ""),
    ],
)  # fmt: skip
def test_urls(said: str, urls: str, annotate: Any) -> None:
    assert " ".join(release(said, annotate).urls) == urls
