"""What tells two names alike: cores without legal forms, acronyms, near-equal spellings."""

import re
import unicodedata
from difflib import SequenceMatcher

LEGAL = re.compile(
    r"(?:株式|有限|合同|合資)会社|[(（]株[)）]|㈱|国立研究開発法人|独立行政法人|国立大学法人|学校法人|"
    r"(?:一般|公益)(?:社団|財団)法人|大学共同利用機関法人|"
    r",? ?\b(?:inc\.?|ltd\.?|llc|gmbh|plc|corporation|corp\.?|co\.|company|limited|pte\.?)"
    r"(?![a-z])|"
    r",? (?:ag|s\.a\.(?:r\.l\.)?|s\.?p\.?a\.?|sas|se|b\.v\.|n\.v\.|k\.k\.|oy|ab|a/s)$"
)
_CLASS_WORD = re.compile(
    r"(?:ロケット|ランダー|ローバー|探査機|探査車|着陸船|衛星|カプセル|シリーズ|号機|型機"
    r"| ?(?:rocket|lander|rover|spacecraft|satellites?|capsule|launch vehicle|series|aircraft))$"
)
_PROGRAMME_WORD = re.compile(
    r"(?:計画|プログラム|プロジェクト|ミッション|チーム|事業| ?(?:programmes?|programs?|"
    r"project|missions?|initiative|campaign))$"
)
_TELLING = re.compile(r"[^0-9一-龠々]")
_MIN_TYPO_LENGTH = 8
_TYPO_RATIO = 0.9


def folded(text: str) -> str:
    """``text`` without differences of case, width and spacing."""
    return re.sub(r"[\s・·‐‑–—-]", "", unicodedata.normalize("NFKC", text)).casefold()


def core(text: str, label: str) -> str:
    """What is left of a name without its legal form or class word, folded; never empty.

    >>> core("株式会社ispace", "ORG"), core("ispace- EUROPE S.A.", "ORG")
    ('ispace', 'ispaceeurope')
    >>> core("Moonlight計画", "MISSION"), core("Falcon 9ロケット", "VEHICLE")
    ('moonlight', 'falcon9')
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if label == "ORG":
        bare = LEGAL.sub("", plain)
    elif label == "VEHICLE":
        bare = _CLASS_WORD.sub("", plain) if re.search(r"[a-z0-9]", plain) else plain
    elif label == "MISSION":
        bare = re.sub(r"^missions (?=\d)", "mission ", _PROGRAMME_WORD.sub("", plain))
    else:
        bare = plain
    return folded(bare.strip(" ,、")) or folded(plain)


def is_acronym(short: str, name: str) -> bool:
    """Whether ``short`` is made of the capitals or word initials of ``name``, in order.

    >>> is_acronym("OTV", "Orbital Transfer Vehicle"), is_acronym("ESA", "ispace-EUROPE S.A.")
    (True, False)
    """
    letters = re.sub(r"[^A-Za-z]", "", short)
    if len(letters) < 2 or not short.isupper():
        return False
    words = re.findall(r"[A-Za-z]+", LEGAL.sub("", name))
    if not words or words[0][0].upper() != letters[0]:
        return False
    initials = "".join(word[0] for word in words).upper()
    capitals = "".join(word[0] for word in words if word[0].isupper())
    return len(words) > 1 and letters in (initials, capitals)


def is_typo(one: str, other: str) -> bool:
    """Whether two long folded names differ by no more than a slip of the pen, digits apart.

    >>> is_typo("elavationspace", "elevationspace"), is_typo("mission1alpha", "mission2alpha")
    (True, False)
    """
    if min(len(one), len(other)) < _MIN_TYPO_LENGTH or abs(len(one) - len(other)) > 1:
        return False
    # A digit or kanji that differs makes another name, however long the rest.
    if _TELLING.sub("", one) != _TELLING.sub("", other):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= _TYPO_RATIO


def is_named_craft(text: str) -> bool:
    """Whether a VEHICLE mention is a name or a series, not the noun of a class."""
    if re.fullmatch(r"[A-Z]{2,5}s?|[a-z][a-z -]*s?", text):
        return False
    return bool(re.search(r"[A-Z][a-z]|[A-Za-z]+-?[0-9]|[0-9０-９]|号|丸$|[A-Z]{2,}[-‐]", text))
