"""The codes under which stock exchanges list the organisations of a release."""

import re
import unicodedata
from collections.abc import Iterator

from kisha.pipeline.record.issuers import outside
from kisha.pipeline.view import Place, View

# 9991, 130A, with a label or an exchange before it; a ticker only with its exchange.
# A sign in the place of a digit stands in specimens and drafts.
_NUMBER = "[0-9０-９][0-9０-９A-ZＡ-Ｚ×□◎○●]{3}"
_LABELLED = re.compile(
    r"(?:(?:証券|銘柄|(?<![一-龠ァ-ヴー]))コード(?:番号)?|\b(?:securities|stock|tse)? ?code)"
    rf"\s*[：:]?\s*({_NUMBER})(?![0-9A-Za-zＡ-Ｚ０-９]|\s?[年月])",
    re.IGNORECASE,
)
_JAPANESE = re.compile(
    rf"(?:東証|名証|福証|札証|証券取引所)[^\s：:・（）()、。0-9０-９]{{0,10}}\s?[：:・、]?\s?({_NUMBER})"
    r"(?![0-9A-Za-zＡ-Ｚ０-９]|\s?[年月])"
)
_TICKER = re.compile(
    r"(?:\b(?:[Ss]tock|[Tt]icker)(?: code| symbol)?|"
    r"(?:[A-Z][\w.’'-]{1,14} ){0,3}(?:Exchange|Market|Nasdaq|Euronext|B[øo]rs|B[öo]rse|Bourse|"
    r"Borsa|Bolsa|Xetra|AIM|Growth|Prime|Standard)(?: [A-Z][a-z]+){0,2}|[A-Z][A-Z0-9&]{1,6}"
    r"(?: (?:Growth|Prime|Standard|Main|Mothers|[A-Z]{1,3}))?|ナスダック|ニューヨーク証券取引所)"
    r"\s?[：:] ?([A-Z0-9][A-Z0-9.]{0,9}[A-Z0-9]|[A-Z])(?=\s*[)）;；,，、/|]|\s*$| 以下)",
    re.MULTILINE,
)
_SYMBOL = re.compile(
    r"(?:銘柄(?:略号|コード)|ティッカー(?:シンボル|コード)?)\s?[：:]?\s?([A-Z0-9]{1,8})(?![A-Za-z0-9])"
)
_NEAR = 300
_NO_EXCHANGE = re.compile(
    r"(?:C[A-Z]O|VAT|TEL|FAX|ISIN|LEI|IMO|MMSI|UTC|URL|ID|ISO|NO|REF|HRB|RCS|NIPC|EIN|ABN|ACN)\b",
    re.IGNORECASE,
)


def codes(view: View) -> Iterator[tuple[str, str]]:
    """Pairs of a listed organisation and its code."""
    first = next((ent for ent in view.ents if ent.label == "ORG"), None)
    for pattern in (_LABELLED, _JAPANESE, _SYMBOL, _TICKER):
        for found in pattern.finditer(view.text):
            if pattern is _TICKER and _NO_EXCHANGE.match(found.group()):
                continue
            if owner := _owner(view, found.start()) or first:
                yield owner.id, unicodedata.normalize("NFKC", found[1])


def _owner(view: View, place: int) -> Place | None:
    """Whose code stands at ``place``: who stands outside of its bracket, or in the line above."""
    end = place
    for _ in range(2):
        start = max(view.text.rfind("\n", 0, end) + 1, end - _NEAR)
        orgs = [view.ents[i] for i in view.within(start, place) if view.ents[i].label == "ORG"]
        if orgs:
            return [*orgs, *outside(view, start, place)][-1]
        end = max(start - 1, 0)
    return None
