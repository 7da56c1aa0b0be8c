"""Who holds which title, and where: pairs of neighbouring PERSON, ROLE and ORG mentions.

Clusters need it (the same title of two people is two entities), and so do the relations.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from kisha.pipeline.view import View

# What may stand between a title and the name it goes with, on either side.
_BEFORE_NAME = re.compile(
    r"[\s、，,：:・の「（(]*(?:Mr\.?|Ms\.?|Dr\.?|Prof\.?|Sir|Mrs\.?|Dame)?\s*"
)
_AFTER_NAME = re.compile(
    r"[\s、，,：:・（(/／]*(?:氏|様|さん)?[\s、，,：:・（(]*"
    r"(?:(?:who )?(?:is|was|will be|has been|been)?\s?(?:named|appointed|promoted to|elected|"
    r"as|becomes?|joins as)?\s?(?:the|its|our|an?|new)?\s?)?",
)
_OF = re.compile(r"\s*,?\s*(?:of|at|for|from|with|の)\s*(?:the\s)?|[,、]\s*|\s*[（(]")
_GLUE = re.compile(r"(?:社|氏)?[\s、，,・の]*(?:の|'s|’s)?\s*")
_MAX_ROLE_CHAIN = 3
_LONGEST_BRACKET = 200
_LONGEST_LINE = 1_000


@dataclass(slots=True)
class Holdings:
    """By place in ``view.ents``: the people of each title, the organisation of each person."""

    holders: dict[int, list[int]] = field(default_factory=dict)
    employers: dict[int, int] = field(default_factory=dict)


def holdings(view: View) -> Holdings:
    """Who holds what, read off the text between neighbouring mentions."""
    found = Holdings()
    titles: dict[int, list[int]] = defaultdict(list)
    for i, ent in enumerate(view.ents):
        holder = _holder(view, i) if ent.label == "ROLE" else None
        if holder is not None:
            found.holders.setdefault(i, []).append(holder)
            titles[holder].append(i)
    for i, ent in enumerate(view.ents):
        employer = _employer(view, i, titles[i]) if ent.label == "PERSON" else None
        if employer is not None:
            found.employers[i] = employer
    return found


def _holder(view: View, role: int) -> int | None:
    """The person of a title: the name after it, or the one before, or the only one in its line."""
    if role and view.ents[role - 1].label == "PERSON" and _stands_apart(view, role):
        return role - 1
    # "代表取締役社長 兼 CEO 山田太郎": several titles may stand in a row before the name.
    for i in range(role + 1, min(role + _MAX_ROLE_CHAIN + 1, len(view.ents))):
        if not _BEFORE_NAME.fullmatch(view.between(i - 1, i)):
            break
        if view.ents[i].label == "PERSON":
            return i
        if view.ents[i].label != "ROLE":
            break
    for i in range(role - 1, max(role - _MAX_ROLE_CHAIN - 1, -1), -1):
        gap = view.between(i, i + 1)
        plain = (
            _AFTER_NAME.fullmatch(gap)
            if view.ents[i].label == "PERSON"
            else len(gap) <= 6 and "\n" not in gap
        )
        if not plain:
            break
        if view.ents[i].label == "PERSON":
            return i
        if view.ents[i].label not in ("ROLE", "ORG", "DATE"):
            break
    return _only_person(view, role)


def _stands_apart(view: View, role: int) -> bool:
    """Whether a title is set right behind a name and parted by a comma from what follows."""
    close = view.between(role - 1, role).strip(" 　") == ""
    after = view.text[view.ents[role].end : view.ents[role].end + 1]
    return close and after in ("、", "，", ",", "\n", "")


def _only_person(view: View, role: int) -> int | None:
    """The one person who is named in the line of a title, as in a row of a table."""
    start = view.text.rfind("\n", 0, view.ents[role].start) + 1
    end = view.text.find("\n", view.ents[role].end)
    end = len(view.text) if end < 0 else end
    if end - start > _LONGEST_LINE:
        return None
    people = [i for i in view.within(start, end) if view.ents[i].label == "PERSON"]
    return people[0] if len(people) == 1 else None


def _employer(view: View, person: int, titles: list[int]) -> int | None:
    """The organisation that a person's name and titles stand with."""
    first = min([person, *titles])
    last = max([person, *titles])
    if last + 1 < len(view.ents) and view.ents[last + 1].label == "ORG":
        gap = view.between(last, last + 1)
        if _OF.fullmatch(gap) and (last != person or re.search(r"of|at|from|の", gap)):
            return last + 1
    # "袴塚一馬（アマツ 代表取締役）": between the name and the title.
    inner = person + 1 if person + 1 < last and view.ents[person + 1].label == "ORG" else None
    if inner is not None and _GLUE.fullmatch(view.between(inner, inner + 1)):
        return inner
    before = view.ents[first - 1] if first > 0 else None
    if before is not None and before.label == "ORG":
        glued = _GLUE.fullmatch(view.between(first - 1, first))
        return first - 1 if glued else _bracket_owner(view, first)
    return _bracket_owner(view, first)


def _bracket_owner(view: View, place: int) -> int | None:
    """The organisation before the bracket in which a mention stands: ``X社（代表取締役：…``."""
    start = view.ents[place].start
    line = max(view.text.rfind("\n", 0, start) + 1, start - _LONGEST_BRACKET)
    depth = 0
    for offset in range(start - 1, line - 1, -1):
        char = view.text[offset]
        if char in "）)":
            depth += 1
        elif char in "（(":
            if depth == 0:
                return _ending_at(view, place, offset)
            depth -= 1
    return None


def _ending_at(view: View, place: int, offset: int) -> int | None:
    for i in range(place - 1, -1, -1):
        if view.ents[i].end <= offset:
            near = offset - view.ents[i].end <= 2
            return i if near and view.ents[i].label == "ORG" else None
    return None
