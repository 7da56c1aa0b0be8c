"""Whose words a release quotes: by what stands before or behind quotation marks, and by headings."""

import re
from collections.abc import Iterator

from kisha.pipeline.layout import HEADING_MARK
from kisha.pipeline.record.lines import unbracketed
from kisha.pipeline.view import Place, View

_QUOTE = re.compile(r"「[^「」\n]{8,}(?:「[^「」\n]*」[^「」\n]*)*」|『[^『』\n]{12,}』|[“\"][^“”\"\n]{12,}[”\"]?")
_SAYS = re.compile(
    r"\b(?:said|says|adds?|added|notes?|noted|comment(?:s|ed)|stat(?:es|ed)|explain(?:s|ed)|remark(?:s|ed)|"
    r"recall(?:s|ed)|summed up|sums up|told|observ(?:es|ed)|wrote|writes|conclud(?:es|ed)|repl(?:ies|ied)|admits|admitted|"
    r"joked|continued|went on|argues|argued|declared|emphasi[sz]ed|stressed|put it|recounts?|insists?|answers?|answered|according to|in the words of)\b",
    re.IGNORECASE,
)
_SAYS_JA = re.compile(
    r"述べ|話(?:し|す)|語(?:っ|り|る)|コメント|明か(?:し|す)|説明|振り返|強調|期待|応じ|答え|言(?:い|っ|う)|呼び?かけ|と笑|挨拶|あいさつ|発言|として(?:い|お)|とし(?:た|まし)|"
    r"コメ|書い|寄せ|つづ|締めくく|結ん|打ち明け|付け加え|見通し|声を|評価"
)
_HEADING = re.compile(
    r"コメント|(?:こと|言)(?:ば|葉)|ひと(?:こと|言)|一言|の?声$|談話|メッセージ|ご?挨拶|ごあいさつ|見解|より$|から$|に聞く|所感|インタビュー"
    r"|\b(?:comments?|quotes?|voices?|messages?|statements?|words|remarks|say)\b",
    re.IGNORECASE,
)
_NAMED_ONLY = re.compile(r"(?:[\W_]|氏|様|さん|先生|教授|博士|の|より|から|コメント|談話|兼|こと|ことば|言葉|Mr|Ms|Mrs|Dr|of|and|the|at|for)*")
_NEAR, _LINE = 160, 240


def speakers(view: View) -> list[str]:
    """The entities of the people who are quoted, in the order of their first quotation."""
    found = [*_by_quotes(view), *_by_lines(view)]
    return list(dict.fromkeys(place.id for place in sorted(found)))


def _by_quotes(view: View) -> Iterator[Place]:
    for quote in _QUOTE.finditer(view.text):
        start, end = quote.span()
        line = view.text.rfind("\n", 0, start) + 1
        stop = view.text.find("\n", end)
        stop = len(view.text) if stop < 0 else stop
        before, behind = view.text[max(line, start - _NEAR) : start], view.text[end : min(stop, end + _NEAR)]
        speaker = _behind(view, end, behind) or _ahead(view, start, before, behind)
        if speaker:
            yield speaker


def _people(view: View, start: int, end: int) -> list[Place]:
    return [view.ents[i] for i in view.within(start, end) if view.ents[i].label == "PERSON"]


def _behind(view: View, end: int, text: str) -> Place | None:
    """Who is named behind a quote: ``," said X``, ``」と、Xは述べた``, ``」（X）``."""
    sentence = re.split(r"[。“「]|(?<=[a-z])\. ", text)[0]
    people = _people(view, end, end + len(sentence))
    if not people:
        return None
    gap = view.text[end : people[0].start]
    said = _SAYS.search(sentence) or (_SAYS_JA.search(sentence) and sentence.lstrip().startswith("と"))
    if said or re.fullmatch(r"\s*[（(―–—-].{0,60}", gap):
        return people[0]
    return None


def _ahead(view: View, start: int, before: str, behind: str) -> Place | None:
    """Who is named before a quote: ``Xは「…」と述べた``, ``X: "…"``, ``said X: "…"``."""
    sentence = re.split(r"[。”」]|(?<=[a-z]{3})\. ", before)[-1]
    people = _people(view, start - len(sentence), start)
    if not people:
        return None
    last = people[-1]
    gap = view.text[last.end : start]
    if re.search(r"[:：]\s*$", gap) and "、" not in gap[:-1] or _SAYS.search(sentence):
        return last
    if view.language == "ja" and re.match(r"と", behind) and _SAYS_JA.search(behind[:60]):
        topics = [p for p in people if re.match(r"(?:氏|様|さん)?(?:（[^（）]*）)?(?:は|が|も|から|より)", view.text[p.end : p.end + 40])]
        return topics[0] if topics else last
    return None


def _by_lines(view: View) -> Iterator[Place]:
    """Who stands alone in a line above a quote, or under or in the heading of a comment."""
    comments = False
    blocks = [b for b in view.blocks]
    for block, following in zip(blocks, [*blocks[1:], None]):
        people = _people(view, block.start, block.end)
        is_heading = len(block.text) <= 60 and not block.text.endswith("。")
        quoted = following is not None and _QUOTE.match(following.text.lstrip())
        comment = is_heading and bool(_HEADING.search(unbracketed(HEADING_MARK.sub("", block.text)).strip(" 】＞>")) )
        if people and len(block.text) <= _LINE:
            if quoted and (_is_name(view, block) or comment):
                yield people[0]
            elif comment and len(people) == 1:
                yield people[0]
            elif comments and _is_name(view, block) and len(people) == 1:
                yield people[0]
        if is_heading and (block.label == "heading" or comment):
            comments = comment


def _is_name(view: View, block: Place) -> bool:
    """Whether a line names a person with post and employer, and nothing else."""
    rest, last = "", block.start
    for i in view.within(block.start, block.end):
        rest += view.text[last : view.ents[i].start] + " "
        last = view.ents[i].end
    rest = unbracketed(rest + view.text[last : block.end])
    return _NAMED_ONLY.fullmatch(rest) is not None or len(rest.strip()) <= 8
