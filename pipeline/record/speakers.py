"""Whose words a release quotes: who stands before or behind quotation marks, or over a comment."""

import re
from collections.abc import Iterator

from kisha.pipeline.record.lines import unbracketed
from kisha.pipeline.view import Place, View

_QUOTE = re.compile(
    r"「[^「」\n]+(?:「[^「」\n]*」[^「」\n]*)*」|『[^『』\n]+』|“[^“”\n]+”?|\"[^\"\n]*(?:\"|$)",
    re.MULTILINE,
)
_SHORTEST = 12
_SAYS = re.compile(
    r"\b(?:sa(?:ys?|id)|add(?:s|ed)|not(?:es|ed)|comment(?:s|ed)|stat(?:es|ed)|explain(?:s|ed)|"
    r"remark(?:s|ed)|recall(?:s|ed)|sum(?:s|med) up|t(?:ells?|old)|point(?:s|ed) out|"
    r"observ(?:es|ed)|wr(?:ites|ote)|"
    r"conclud(?:es|ed)|repl(?:ies|ied)|admit(?:s|ted)|jok(?:es|ed)|continued|went on|argu(?:es|ed)|"
    r"declar(?:es|ed)|emphasi[sz](?:es|ed)|stress(?:es|ed)|puts? it|recounts?|insist(?:s|ed)|"
    r"answer(?:s|ed)|according to|words of|ask(?:s|ed)|promis(?:es|ed)|warn(?:s|ed)|"
    r"call(?:s|ed) it|describ(?:es|ed)|confirm(?:s|ed))\b",
    re.IGNORECASE,
)
# 「…」と and then anything that is said or felt, but no 「…」という名.
_TOLD = re.compile(r"[。、]?\s?と(?!い[うっえ]|名|題|定め|呼ば|は|も|して選|の[^言話談声コメ挨期])")
_THUS = re.compile(
    r"(?:こう|そう|次のように|以下のように|このように|下記のように)[^。]{0,20}。?[\s　]*$"
)
_THUS_BEHIND = re.compile(
    r"[。]?[^。]{0,90}?(?:こう|そう|このように)[^。]{1,20}(?:。|$)|[。]?(?:そう|こう|このように)"
)
_TOPIC = re.compile(
    r"(?:氏|様|さん|先生)?(?:（[^（）]*）)?(?:氏|様|さん)?[^。、「]{0,12}?(?:は|が|も|から|より)"
)
_COMMENT = re.compile(
    r"コメント|(?:こと|言)(?:ば|葉)|ひと(?:こと|言)|一言|声$|談話|発言|メッセージ|ごあいさつ|ご?挨拶|見解|より$|から$|に聞く|"
    r"所感|インタビュー|に当たって$|にあたって$|寄せて$|\b(?:comments?|quotes?|voices?|messages?|statements?|words|remarks)\b",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"[\s\W_]+|氏|様|さん|先生|教授|会長|社長|市長|兼|の|コメント|談話|より|から|of|and|the|at|for|Mr|Ms|Mrs|Dr"
)
_PARTICLES = ("は", "が", "も", "で", "、")
_NEAR = 160
_LONGEST_HEADING = 60
_LONGEST_NAME = 240
_MOST_REST = 6


def speakers(view: View) -> list[str]:
    """The entities of the people who are quoted, in the order of the text."""
    found = sorted([*_of_quotes(view), *_of_comments(view)])
    return list(dict.fromkeys(person.id for person in found))


def _of_quotes(view: View) -> Iterator[Place]:
    last = 0
    for quote in _QUOTE.finditer(view.text):
        start, end = quote.span()
        if end - start < _SHORTEST:
            continue
        speaker = _heading(view, last, start, end) or _behind(view, end) or _ahead(view, start, end)
        if speaker:
            yield speaker
        last = end


def _people(view: View, start: int, end: int) -> list[Place]:
    return [view.ents[i] for i in view.within(start, end) if view.ents[i].label == "PERSON"]


def _line(view: View, place: int) -> tuple[int, int]:
    """The line of a place, of a long one no more than stands near."""
    first, last = max(0, place - 2 * _LONGEST_NAME), min(len(view.text), place + 2 * _NEAR)
    start, end = view.text.rfind("\n", first, place), view.text.find("\n", place, last)
    return start + 1 if start >= 0 else first, last if end < 0 else end


def _heading(view: View, last: int, start: int, end: int) -> Place | None:
    """Who alone stands before a quote, in its line or in the one above: ``X社長「…」``."""
    line = _line(view, start)[0]
    if line == start and line:
        line = _line(view, line - 1)[0]
    line = max(line, last)
    people = _people(view, line, start)
    clause = view.text[start - 1 : start] in _PARTICLES and view.text.startswith("と", end)
    if (
        not people
        or clause
        or _SAYS.search(view.text, line, start)
        or not _is_name(view, line, start)
    ):
        return None
    return people[0]


def _is_name(view: View, start: int, end: int) -> bool:
    """Whether a stretch names people with post and employer, and nothing else."""
    if end - start > _LONGEST_NAME:
        return False
    rest, last = "", start
    for i in view.within(start, end):
        rest += view.text[last : view.ents[i].start] + " "
        last = view.ents[i].end
    return len(_TITLES.sub("", unbracketed(rest + view.text[last:end]))) <= _MOST_REST


def _behind(view: View, end: int) -> Place | None:
    """Who is named behind a quote: ``," said X``, ``」とXは述べた``, ``」（X）``."""
    text = view.text[end : min(_line(view, end)[1], end + _NEAR)]
    if thus := _THUS_BEHIND.match(text):
        people = _people(view, end, end + len(thus[0]) + _NEAR)
        return people[0] if people else None
    sentence = re.split(r"[。“「]|(?<=[a-z]{3})\. ", text)[0]
    people = _people(view, end, end + len(sentence))
    if not people:
        return None
    gap = view.text[end : people[0].start]
    named = re.fullmatch(r"\s*[（(―–—-][^）)]{0,60}", gap)
    said = _SAYS.search(sentence) or (_TOLD.match(sentence) and len(gap) < _LONGEST_HEADING)
    return people[0] if named or said else None


def _ahead(view: View, start: int, end: int) -> Place | None:
    """Who is named before a quote: ``Xは「…」と述べた``, ``X: "…"``, ``X said: "…"``."""
    before = view.text[max(_line(view, start)[0], start - _NEAR) : start]
    if _THUS.search(before) or not before.strip():
        line = _line(view, max(start - 1, 0))[0] if not before.strip() else start - len(before)
        above = view.text[line:start].rstrip()
        people = _people(view, line, start) if _THUS.search(above) else []
        return people[-1] if people else None
    sentence = re.split(r"[。”」]|(?<=[a-z]{3})\. ", before)[-1]
    people = _people(view, start - len(sentence), start)
    if not people:
        return None
    if re.search(r"[:：]\s*$", before) or _SAYS.search(sentence):
        return people[-1]
    topics = [p for p in people if _TOPIC.match(view.text, p.end, start)]
    return topics[-1] if topics and _TOLD.match(view.text, end) else None


def _of_comments(view: View) -> Iterator[Place]:
    """Who is named in or under the heading of a comment, with no quotation marks needed."""
    within = False
    for block in view.blocks:
        people = _people(view, block.start, block.end)
        bare = block.text.strip(" 　■□●◆◇【】＜＞<>()（）[]［］:：")
        is_comment = len(bare) <= _LONGEST_HEADING and bool(_COMMENT.search(bare))
        one = is_comment and len(people) == 1
        named = (is_comment or within) and _is_name(view, block.start, block.end)
        if people and (one or named):
            yield people[0]
        if is_comment or block.label in ("heading", "about", "contact", "footnote", "caption"):
            within = is_comment
