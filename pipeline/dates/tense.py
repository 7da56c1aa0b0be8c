"""Whether what a date mention dates lies in the past or in the future, by the verb beside it."""

import re

PAST, FUTURE = -1, 1
_REACH = 150
_SENTENCE_END = re.compile(r"[。\n]|\. ")
_CLAUSE_START = re.compile(r"[\n;:]|\. ")

# The first finite verb behind the mention; 〜ています of a dated act is a perfect.
_JAPANESE = re.compile(
    r"(?P<past>て[いお](?:ます|[るりた])|[しっいれえけげめきぎみせべねてじち]た(?![いくちがんだ])|んだ|済み)"
    r"|(?<!あり)(?<!おり)ます|予定|計画|見込|見通|目指|めざ|目標|めど|目途|開始へ"
    r"|する|される|られる|げる|まで(?:に|$)"
)


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_PLANNED = _any("due planned scheduled expected foreseen upcoming")
_PRESENT = _any(
    """become begin close come conclude continue depart end enter expire flie follow go hold join
    lapse launche leave meet move open remain resume retire return run start succeed take"""
)
_PRETERITE = _any(
    """became began begun bought brought built came chose drew fell flew found gave given got grew
    held lay left lost made met put ran rode rose said sank saw sent set shut sold spoke stood swam
    told took withdrew won wrote"""
)
_ADVERBS = r"(?:(?:all|also|be|been|both|first|have|not|now|then|\w+ly) )*"
_NO_NOUN = "".join(rf"(?<!\b{word} )" for word in ("a", "an", "the", "its", "their"))
_ENGLISH = re.compile(
    rf"\b(?:(?P<future>(?:will|shall|would|may|can|must|(?:is|are) to|to be) {_ADVERBS}[a-z]+"
    rf"|(?:is|are|be) {_ADVERBS}(?:[a-z]+(?:ed|ing|n)|{_PRETERITE})|{_PLANNED}|{_PRESENT}s)"
    rf"|(?P<past>since|(?:did|ha[sd]|have|was|were) {_ADVERBS}[a-z]+"
    rf"|{_NO_NOUN}[a-z]{{3,}}(?<!e)ed|{_PRETERITE}))\b"
)
_AIMED_AT = re.compile(r"\b(?:for|to) $")


def tense(text: str, start: int, end: int, *, japanese: bool) -> int:
    """``PAST``, ``FUTURE`` or 0 for the mention ``start:end`` of ``text``."""
    after = _SENTENCE_END.split(text[end : end + _REACH], maxsplit=1)[0]
    if japanese:
        return _of(_JAPANESE.search(after))
    before = _CLAUSE_START.split(text[max(0, start - _REACH) : start])[-1]
    if _AIMED_AT.search(before):  # "announced for May": the verb has another date.
        return 0
    verbs = list(_ENGLISH.finditer(before))
    return _of(verbs[-1] if verbs else _ENGLISH.search(after))


def _of(verb: re.Match[str] | None) -> int:
    return 0 if verb is None else PAST if verb["past"] else FUTURE
