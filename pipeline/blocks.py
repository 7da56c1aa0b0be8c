"""What each paragraph of a release is: its title, its lead, a quote, an "about" block …"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kisha.corpus import surface
from kisha.corpus.language import language_of
from kisha.pipeline import addresses
from kisha.pipeline.layout import DATE_LINE, HEADING_MARK, ISSUER

KINDS = (
    "title",
    "dateline",
    "lead",
    "heading",
    "body",
    "quote",
    "caption",
    "about",
    "contact",
    "footnote",
)

_SENTENCE_END = re.compile(r"[。．.!！?？][」』”\")）]*$")
_ABOUT = re.compile(r"について$|^about\b|概要$|プロフィール$|^会社概要|略歴", re.IGNORECASE)
_COMMENT = re.compile(
    r"コメント[：:]?$|からの(?:一言|メッセージ)$|^(?:comments?|quotes?)\b", re.IGNORECASE
)
_CONTACT = re.compile(
    r"問い?合わ?せ|連絡先|取材のお申|^(?:media |press |investor )?(?:contacts?|enquiries|"
    r"inquiries)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:TEL|Tel|電話|Phone|FAX)[：:. ]?[\s(+（]*[0-9０-９]")
_CAPTION = re.compile(
    r"^(?:写真|画像|図|Photo|Image|Figure|Caption)\b|^(?:写真|画像|図)|(?:左|右)から|"
    r"(?:イメージ|コンセプト)(?:画像|図)?$"
    r"|画像$|の様子$|(?:提供|Credit|credit|©|ⓒ)[：: ]|[（(](?:C|c|ｃ|Ｃ|©)[）)]|^(?:from left|"
    r"pictured)\b",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(
    r"^(?:[※＊]\s?[0-9０-９]{0,2}|\*\s?[0-9]{1,2}|（?注\s?[0-9０-９]?|"
    r"\([0-9]{1,2}\)(?=\s?\S+[：:])|\[[0-9]{1,2}\]|[¹²³⁴⁵]|[ivx]{1,4} (?=[0-9０-９]{2,4}\s*年))"
)
_QUOTE = re.compile(r"^[「『“\"]")
_DATELINE_EN = re.compile(r"^[A-Z][\w .,'/-]{2,60}?\d{4}\s*[-–—(]")
_WIDEST_HEADING = 70
_TOP = 10
_MIN_ENGLISH_WORDS = 6


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph ``start:end`` of the restored text, its kind (of ``KINDS``) and language."""

    kind: str
    start: int
    end: int
    language: str


def classify(text: str) -> list[Block]:
    """The blocks of a restored text, one for each line of it that is not blank, in order."""
    lines = list(_paragraphs(text))
    kinds = _kinds([text[start:end] for start, end in lines])
    main = language_of(text)
    return [
        Block(kind, start, end, _language(text[start:end], main))
        for kind, (start, end) in zip(kinds, lines, strict=True)
    ]


def _language(paragraph: str, main: str) -> str:
    """The block's own language: a Japanese one may hold hardly more than Latin names."""
    if main == "en":
        return language_of(paragraph)
    words = len(re.findall(r"[A-Za-z]{2,}", paragraph))
    return (
        "en"
        if words >= _MIN_ENGLISH_WORDS and not any(map(surface.is_japanese, paragraph))
        else "ja"
    )


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for found in re.finditer(r"[^\n]+", text):
        if not found.group().isspace():
            yield found.span()


def _kinds(paragraphs: list[str]) -> Iterator[str]:
    lead = _lead(paragraphs)
    section = "body"
    for number, paragraph in enumerate(paragraphs):
        if number < lead:
            yield _head_kind(paragraph)
        elif number == lead:
            yield "lead"
        else:
            kind, section = _body_kind(paragraph, section)
            yield kind


def _lead(paragraphs: list[str]) -> int:
    """The place of the first paragraph that is running text; the end where there is none."""
    for number, paragraph in enumerate(paragraphs[: 2 * _TOP]):
        if _DATELINE_EN.match(paragraph) and surface.width(paragraph) > _WIDEST_HEADING:
            return number
        if _SENTENCE_END.search(paragraph) and not ISSUER.search(paragraph[-12:]):
            return number
    return min(len(paragraphs), _TOP)


def _head_kind(paragraph: str) -> str:
    if _is_contact(paragraph):
        return "contact"
    short = surface.width(paragraph) <= _WIDEST_HEADING
    alone = ISSUER.search(paragraph) and not re.search(
        r"[、をとにがは]|\b(?:to|and|with)\b", paragraph
    )
    return "dateline" if DATE_LINE.match(paragraph) or (short and alone) else "title"


def _body_kind(paragraph: str, section: str) -> tuple[str, str]:
    """The kind of a paragraph below the lead, and the section that holds from it on."""
    is_heading = _is_heading(paragraph)
    bare = HEADING_MARK.sub("", paragraph).strip()
    if _is_contact(paragraph):
        return "contact", section
    if _CONTACT.search(bare) and surface.width(bare) <= _WIDEST_HEADING:
        return "contact", "contact"
    if is_heading:
        return "heading", _section(bare)
    if _FOOTNOTE.match(paragraph):
        return "footnote", section
    if _CAPTION.search(paragraph) and not paragraph.endswith("。"):
        return "caption", section
    if _QUOTE.match(paragraph) and section == "body":
        return "quote", section
    return section, section


def _is_contact(paragraph: str) -> bool:
    reachable = addresses.mails(paragraph) or _PHONE.search(paragraph)
    return bool(reachable) or addresses.is_address(paragraph)


def _section(heading: str) -> str:
    if _ABOUT.search(heading):
        return "about"
    return "quote" if _COMMENT.search(heading) else "body"


def _is_heading(paragraph: str) -> bool:
    if _SENTENCE_END.search(paragraph) or surface.width(paragraph) > 2 * _WIDEST_HEADING:
        return False
    if HEADING_MARK.match(paragraph) or paragraph[0] in "【＜<〈":
        return True
    plain = _ABOUT.search(paragraph) or _COMMENT.search(paragraph)
    return bool(plain) and surface.width(paragraph) <= _WIDEST_HEADING
