"""Names that a text itself sets equal, in a bracket or a clause.

``X（英文名 Y、以下「Z」）``, ``X (formerly Y; "Z")``, ``founded in 1953 as Y``, ``2号機「Y」``.
"""

import re
from collections.abc import Iterator

from kisha.pipeline.naming import is_acronym, is_named_craft
from kisha.pipeline.sound import script
from kisha.pipeline.view import View

_LONGEST_BRACKET = 250
_LONGEST_CLAUSE = 100
_NEIGHBOURS = 6
# Between a name and its bracket: "X社（", "X」（", "X of Bremen, Germany (", "X (NYSE: ABC) (".
_TO_BRACKET = re.compile(
    r"[」』”\"]?(?:社|氏|様|さん)?[」』”\"]?\s{0,2}(?:[（(][^()（）\n]{0,40}[)）]\s?)?(?=[（(])"
    r"|(?:,? (?:of|in) |, )[A-Z][^()（）\n.;]{0,50} (?=[（(])"
)
_OPENING, _CLOSING = "（(", "）)"
_SAME, _OTHER = "\ue000", "\ue001"  # What stands for mentions of the name's label, and of others.
_CUE = (
    r"(?:以下|以後|略称?(?:して)?|[英和]文(?:略|船)?(?:名|称|表記)?|英語?名称?|[^、。]{0,4}[通愛俗略]称|"
    r"(?:日本語|英語|片仮名|カナ)(?:表記|名)|正式名称?|仮称|旧(?:社名|称|商号|船名|名称?)?|現(?:社名|名称)?|"
    r"読み(?:方)?|別名|いわゆる|当時の(?:社名|商号|名称)は|[0-9０-９]{4}年(?:[0-9０-９]{1,2}月)?(?:まで|に)|"
    r"herein ?after|hereafter|in what follows|formerly|previously|now|called|known|trading|"
    r"abbreviated|in short|ex|in (?:Japanese|English)|(?:until|before|to) (?:[a-z]+[ -])?[0-9]{4})"
    r"[:：\s]*(?:(?:referred to|as|together|collectively|simply|each|単に|総称して|を|は)\s?)*"
)
_SEGMENT = re.compile(
    rf"[\s]*(?P<cue>{_CUE})?(?P<quote>(?:the )?[「『“\"'‘〈《]?)(?:the )?{_SAME}[」』”\"'’〉》]*"
    r"\s*(?:プログラム|計画|事業|社|(?P<until>(?:until|before|through) [^;,()]{0,14}))?"
    r"[」』”\"]?\s*"
    r"(?:と(?:いう|いいます|称|総称|呼|する|表記)\S{0,8}|の意|から(?:商号|社名)\S{0,8})?\s*",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[、。，,；;／/]|\bor\b|\band\b", re.IGNORECASE)

_BEFORE_FORMER = re.compile(
    r"(?:\b(?:known|founded|established|formed|set up|opened|began|started|created|incorporated|"
    r"launched|registered|ordered|built|reborn|trad(?:es?|ed|ing)|d(?:oes|oing) business|flies|"
    r"operat(?:es|ed|ing)|works|sails|sold)\b[^.;()\n]*?\b"
    r"(?:as|under the (?:[a-z]+ ){0,2}name(?: of)?)|\b(?:formerly(?: called)?|was(?: once)? called|"
    r"will be (?:named|called|known as)|"
    r"to be named|also known as|the trade name of|until [a-z-]*\s?[0-9]{4}|ex))"
    r"\s(?:the\s)?[\"“‘]?$|旧(?:社名|称|商号|船名)は[「『]?$",
    re.IGNORECASE,
)
_AFTER_FORMER = re.compile(
    r"[」』]?(?:を前身|から(?:現在の)?(?:商号|社名|現社名|改称)|の名で(?:創|設|開)|を改組|"
    r"として[^。、\n]{0,20}?(?:設立|創業|創立|創設|発足|開業|設置|開学|開校|開設))"
)
_FORMER_OF = re.compile(r"[」』]?の前身(?:である|となる|の|は)[「『]?")
_UNIT = re.compile(
    r"(?:第|試作)?(?:[0-9０-９一二三四五六七八九十]+|初|次)(?:号[機車艇船]?|番[船機]|機目|船)|"
    r"(?:first|second|third|fourth|fifth|[0-9]+(?:st|nd|rd|th))(?: [a-z]+)?|"
    r"[Hh]ull (?:[Nn]o\. ?)?[0-9]+"
)
_NAME_TO_UNIT = re.compile(r"; |(?: |, )\((?:ex )?|[」』]?（当社|[」』]?が")
_HEADING = re.compile(
    r"(?:の概要|の沿革|について)?[)）」』】》〉＞>\]］〕：: 　]*(?:の概要|の沿革|について)?\s*\n"
    r"|[：:】》〉＞>］〕]"
)
_NO_SUBJECT = re.compile(r"[」』]?(?:の(?!前身)|から|を)")
_UNIT_TO_NAME = re.compile(
    r"(?:の|は|である|となる|、船名は?|は船名を|は、)?[「『]|である|となる|, |; |"
    r", to be (?:named|called) (?:the )?"
)


def defined(view: View) -> Iterator[tuple[int, int]]:
    """Pairs of mentions that the text itself says to be two names of one entity."""
    for i in range(len(view.ents)):
        yield from _in_bracket(view, i)
        yield from _former(view, i)
        if i + 1 < len(view.ents) and _is_named_unit(view, i):
            yield i, i + 1


def _in_bracket(view: View, i: int) -> Iterator[tuple[int, int]]:
    """The names in the bracket behind mention ``i``: those with a cue, and those that open it."""
    found = _TO_BRACKET.match(view.text, view.ents[i].end, view.ents[i].end + _LONGEST_CLAUSE)
    label = view.ents[i].label
    nested = i + 1 < len(view.ents) and found and view.ents[i + 1].start < found.end()
    if not found or nested or label == "DATE":
        return
    inside, masked = _masked(view, i, found.end())
    places = iter(inside)
    segments = _SEPARATOR.split(re.sub(r"(以下|hereinafter|hereafter)[、,]", r"\1 ", masked))
    opens, sole = True, len(segments) == 1 and label != "ROLE"
    for segment in segments:
        here = [next(places) for char in segment if char == _SAME]
        alias = _SEGMENT.fullmatch(segment)
        if alias and (
            alias["cue"]
            or alias["until"]
            or (alias["quote"].strip() and view.language == "en" and label != "ROLE")
            or (opens and (sole or _translates(view, i, here[0])))
        ):
            yield i, here[0]
        else:
            opens = opens and not segment.strip()


def _masked(view: View, i: int, opening: int) -> tuple[list[int], str]:
    """The inside of a bracket, a sign for each mention, and the mentions like ``i`` in it.

    What stands in brackets within it is left out.
    """
    inside: list[int] = []
    masked: list[str] = []
    depth, at, j = 0, opening, i + 1
    while at < min(opening + _LONGEST_BRACKET, len(view.text)):
        while j < len(view.ents) and view.ents[j].start < at:
            j += 1
        if j < len(view.ents) and view.ents[j].start == at:
            same = view.ents[j].label == view.ents[i].label
            if depth == 1:
                masked.append(_SAME if same else _OTHER)
                inside += [j] * same
            at = view.ents[j].end
            continue
        char = view.text[at]
        depth += (char in _OPENING) - (char in _CLOSING)
        if depth == 0:
            break
        if depth == 1 and char not in _OPENING + _CLOSING:
            masked.append(" " if char in _SAME + _OTHER else char)
        at += 1
    return inside, "".join(masked)


def _translates(view: View, i: int, j: int) -> bool:
    """Whether two names differ in script, as a translation does, or as an acronym does."""
    one, other = view.ents[i].text, view.ents[j].text
    acronym = is_acronym(one, other) or re.fullmatch("[A-Z][A-Za-z&]*[A-Z]", other) is not None
    return acronym or script(one) != script(other)


def _former(view: View, j: int) -> Iterator[tuple[int, int]]:
    """The name that mention ``j`` is said to have been before, or to trade under."""
    alias = view.ents[j]
    said_after = _AFTER_FORMER.match(view.text, alias.end, alias.end + 40)
    for i in range(j - 1, max(j - _NEIGHBOURS, -1), -1):
        name = view.ents[i]
        between = view.text[name.end : alias.start]
        if len(between) > _LONGEST_CLAUSE:
            return
        if name.label != alias.label:
            continue
        if alias.label == "ORG" and (said_after or _FORMER_OF.fullmatch(between)):
            # "省の研究所として発足" has its subject farther ahead; a heading is the subject of all.
            heads = _HEADING.match(between) is not None
            if heads or not (_NO_SUBJECT.match(between) or "。" in between):
                yield i, j
                return
        elif _BEFORE_FORMER.search(between) and not re.match("['’]s", view.text[alias.end :][:2]):
            named = alias.label != "VEHICLE" or (_is_craft(name.text) and _is_craft(alias.text))
            if named and not re.search(r"[.] [A-Z]|\n.*\n", between):
                yield i, j
            return
        else:
            return


def _is_named_unit(view: View, i: int) -> bool:
    """Whether a numbered unit is named right behind, or the other way: ``2号機「ミズホ」``."""
    one, other = view.ents[i], view.ents[i + 1]
    if one.label != "VEHICLE" or other.label != "VEHICLE":
        return False
    units = [_UNIT.fullmatch(ent.text) is not None for ent in (one, other)]
    gap = view.between(i, i + 1)
    if units == [True, False]:
        return _UNIT_TO_NAME.fullmatch(gap) is not None and not other.text.islower()
    return units == [False, True] and _NAME_TO_UNIT.fullmatch(gap) is not None


def _is_craft(name: str) -> bool:
    return is_named_craft(name) or _UNIT.fullmatch(name) is not None
