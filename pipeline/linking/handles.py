"""By which of its names an entity may be found again elsewhere, and what speaks for or against.

A full name says who is meant to a reader who knows nothing else; an alias does so only within
its release.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kisha.corpus.schema import is_day
from kisha.pipeline import naming
from kisha.pipeline.linking.craft import is_bare_unit, is_class_noun
from kisha.pipeline.linking.entity import Named, Outline
from kisha.pipeline.linking.tables import is_word, known

_JAPANESE = re.compile(r"[ぁ-ヿ一-龠々]")
_CLASS = re.compile(r"(?<=\S)(?: [a-z][a-z-]+){1,12}$")
_FORMS = {
    **dict.fromkeys(("inc", "incorporated"), "inc"),
    **dict.fromkeys(("coltd", "ltd", "limited", "companylimited", "co"), "ltd"),
    **dict.fromkeys(("corp", "corporation"), "corp"),
    **dict.fromkeys(("株", "㈱"), "株式会社"),
}
# Every country has one: "Ministry of Defense". Longer fields of duty are one country's own.
_MINISTRY = re.compile(
    r"(?:the )?(?:ministry|department) (?:of|for) (?:the )?[^\s,]+(?: (?:and )?[^\s,]+)?",
    re.IGNORECASE,
)
# Facts that two crafts, missions or firms of one name don't share by chance.
TELLING = {
    "ORG": ("AFFILIATED_WITH", "OWNS", "DEVELOPS"),
    "VEHICLE": ("DEVELOPS", "FLIES_ON"),
    "MISSION": ("FLIES_ON", "PARTICIPATES_IN"),
    "PERSON": ("AFFILIATED_WITH",),
}
# Of which each has one at most, beside its code and the year of its foundation.
_ONE_OF = {"ORG": ("form",), "PERSON": ("AFFILIATED_WITH",), "VEHICLE": ("DEVELOPS",)}

Kinds = dict[str, set[str]]
"""What is known of an entity, by the first word."""


def core(surface: str, label: str) -> str:
    """What two spellings of one name have in common; Latin names of people in either order."""
    if label == "PERSON" and not _JAPANESE.search(surface):
        return " ".join(sorted(naming.folded(part) for part in surface.split()))
    if label == "VEHICLE":
        # "H3 launch vehicle": what an English name says of its class is in lower case.
        surface = _CLASS.sub("", surface)
    return naming.core(surface, label)


@lru_cache(1 << 16)
def is_common(surface: str, label: str) -> bool:
    """Whether a surface is made of class words, so that it names somebody in its release alone.

    >>> is_common("コンソーシアム", "ORG"), is_common("2号機", "VEHICLE")
    (True, True)
    """
    plain = unicodedata.normalize("NFKC", surface).strip()
    if label == "VEHICLE":
        return is_class_noun(plain) or is_bare_unit((plain,))
    return (
        label != "PERSON" and not known(plain) and (is_word(plain) or len(core(plain, label)) < 2)
    )


@lru_cache(1 << 16)
def is_full(surface: str, label: str) -> bool:
    """Whether a surface is a name by which others know the entity too.

    >>> is_full("株式会社アマツ", "ORG"), is_full("アマツ", "ORG"), is_full("山田", "PERSON")
    (True, False, False)
    """
    plain = unicodedata.normalize("NFKC", surface).strip()
    words = re.findall(r"[A-Za-zÀ-ɏ]{2,}", plain)
    japanese = _JAPANESE.search(plain) is not None
    if label == "PERSON":
        parts = [part for part in re.split(r"[\s・＝=]+", plain) if part]
        return len(parts) > 1 or (
            len(plain) >= 4 and re.fullmatch(r"[一-龠々]+", plain) is not None
        )
    if label == "ORG":
        bare = naming.without_legal_form(plain).casefold()
        if _MINISTRY.fullmatch(plain):
            return False
        if known(plain):
            return True
        if is_word(bare):
            return False
        if len(bare) < len(plain) and len(bare) > 1:
            return True
        return _ends_in_word(plain) if japanese else len(words) > 1
    digits = re.search(r"[0-9]", plain) is not None
    if label == "VEHICLE":
        letters = sum(map(len, words))
        return not is_bare_unit((plain,)) and (len(words) > 1 or (digits and letters >= 4))
    return not is_word(plain) and (len(plain) >= 8 if japanese else len(words) > 2)


def full_names(one: Named) -> dict[str, str]:
    """The full names of an entity by their core."""
    return {core(s, one.label): s for s in reversed(one.surfaces) if is_full(s, one.label)}


def sole_name(one: Named) -> str | None:
    """The core of the only name that a document has for an entity, if it is long enough."""
    cores = {core(surface, one.label) for surface in one.surfaces}
    if len(cores) > 1 or one.label == "PERSON":
        return None
    (only,) = cores
    least = 3 if re.search(r"[一-龠]", only) else 4
    return only if len(only) >= least and not is_word(one.name) else None


def evidence(one: Named, outline: Outline) -> Iterator[str]:
    """What a document says of an entity that another may agree with or contradict."""
    if one.code:
        yield f"code {one.code}"
    if one.label == "ORG":
        for surface in one.surfaces:
            if form := naming.legal_form(surface):
                yield f"form {_FORMS.get(form, form)}"
    for tie in one.ties:
        value = outline.values.get(tie.other, "")
        if tie.type == "FOUNDED_IN" and value:
            yield f"founded {value.removeprefix('FY')[:4]}"
        elif tie.type == "LAUNCH_DATE" and is_day(value):
            yield f"launched {value}"
        elif tie.other in outline.named:
            other = outline.named[tie.other]
            if tie.type in TELLING[one.label]:
                for name in full_names(other) or [core(other.name, other.label)]:
                    yield f"{tie.type} {tie.outward:d} {name}"


def add(known: Kinds, evidence: Iterable[str]) -> None:
    """Adds evidence by its kind: so those of whom much is known are compared at once."""
    for token in evidence:
        known.setdefault(token.partition(" ")[0], set()).add(token)


def telling(known: Kinds) -> Iterator[str]:
    """The evidence that no two entities of one name share: all but the legal form."""
    return (token for kind, tokens in known.items() if kind != "form" for token in tokens)


def contradict(one: Kinds, other: Kinds, label: str) -> bool:
    """Whether what is said of two entities of one name can't be true of one."""
    for kind in ("code", "founded", *_ONE_OF.get(label, ())):
        ours, theirs = one.get(kind, set()), other.get(kind, set())
        if kind == "form":
            ours, theirs = ({token for token in s if token.isascii()} for s in (ours, theirs))
        if ours and theirs and ours.isdisjoint(theirs):
            return True
    return False


def _ends_in_word(text: str) -> bool:
    return (
        any(is_word(text[-size:]) for size in (2, 3, 4, 5))
        or re.search("[^同当本両全各][市県府省庁町村区]$", text) is not None
    )
