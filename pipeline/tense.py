"""Whether what a date mention dates lies in the past or in the future, by the verb beside it."""

import re

PAST, FUTURE = -1, 1
_REACH = 150

# Japanese: the first finite verb behind the mention; 〜ています of a dated act is a perfect.
_JA = re.compile(
    r"(?P<past>て(?:い|お)(?:ます|る|り|た)|(?:まし|し|っ|い|れ|え|け|げ|め|き|ぎ|み|せ|べ|ね|て|じ|ち)た"
    r"(?![いくちがんだ])|んだ|済み|(?:以降|から)(?:は)?、?これまで)"
    r"|(?P<future>(?<!あり)(?<!おり)ます|予定|計画|見込|見通|目指|めざ|目標|めど|目途|開始へ|する|される|られる|げる|まで(?:に|$))"
)
# English: the last verb before the mention in its sentence, or else the first behind it.
_SKIP = r"(?:(?:not|also|then|now|first|all|both|be|been|have|only|\w+ly) )*"
_PRESENT = "|".join(
    "begin start open close end follow retire expire leave join take run go come meet depart enter"
    " return resume lapse fall succeed become move conclude continue launche flie hold".split()
)
_IRREGULAR = "|".join(
    "took left began went came held built flew sold won gave sent met saw made became ran rose fell"
    " put brought bought found set shut rode wrote spoke lost grew drew told said got stood"
    " withdrew chose lay sank swam".split()
)
_EN = re.compile(
    rf"\b(?P<future>(?:will|shall|would|may|can|must|'ll|is to|are to|to be) {_SKIP}[a-z]+"
    rf"|(?:is|are|be) {_SKIP}(?:[a-z]+(?:ed|ing|n)|{_IRREGULAR})|due|planned|scheduled|expected|foreseen|upcoming"
    rf"|(?:{_PRESENT})s)\b"
    rf"|\b(?P<past>since|(?:has|have|had|was|were|did) {_SKIP}[a-z]+|(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bits )(?<!\btheir )[a-z]{{3,}}(?<!e)ed"
    rf"|{_IRREGULAR})\b"
)


def tense(text: str, start: int, end: int, *, japanese: bool) -> int:
    """``PAST``, ``FUTURE`` or 0 for the mention ``start:end`` of ``text``."""
    after = re.split(r"[。\n]|\. ", text[end : end + _REACH], maxsplit=1)[0]
    if japanese:
        found = _JA.search(after)
    else:
        before = re.split(r"\n|\. |[;:]", text[max(0, start - _REACH) : start])[-1]
        found = None
        for found in _EN.finditer(before):
            pass
        found = found or _EN.search(after)
    return 0 if found is None else PAST if found["past"] else FUTURE
