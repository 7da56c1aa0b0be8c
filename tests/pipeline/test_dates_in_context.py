"""What the date mentions of a release take from the dates around them.

The expected value stands behind each mention; ``-`` for one that has none.
"""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kisha.corpus.schema import is_date_value
from kisha.pipeline.dates.context import values
from kisha.pipeline.dates.issue import issued

MARK = re.compile(r"\[([^\[\]]+)\]\(([^()]+)\)")
HEAD_JA = "[2026年11月10日](2026-11-10)\n株式会社アマツ\n"
HEAD_EN = "TOKYO, [November 10, 2026](2026-11-10) – "

THE_RELEASE = {
    "title before the header": "「アマツ便」を[来春](2027-21)に開始\n[2026年11月10日](2026-11-10)\n",
    "a day in the title": "[12月1日](2026-12-01)に就航\n[2026年11月10日](2026-11-10)\n",
    "signed at the foot": "アマツは[本日](2026-11-10)、[2025年3月3日](2025-03-03)の事故の報告書を"
    "国土交通省へ提出しました。\n[2026年11月10日](2026-11-10)\n問い合わせ先 広報部",
    "dateline behind the title": "Ship to sail in [March](2027-03)\n" + HEAD_EN + "Amatsu says so.",
    "numbers": "Amatsu plc, [10/11/2026](2026-11-10)\n[Today](2026-11-10) it opened its yard.",
    "none": "アマツは[本日](-)、[5月](-)の計画を発表した。",
}
RANGES = {
    "day to day": HEAD_EN + "from [3](2027-06-03) to [5 June 2027](2027-06-05).",
    "day and day": HEAD_EN + "on [11](2027-05-11), [12](2027-05-12) and [14 May 2027](2027-05-14).",
    "year behind": HEAD_EN + "from [June 3](2027-06-03) to [28, 2027](2027-06-28).",
    "over new year": HEAD_EN + "from [October](2027-10) to [February 2028](2028-02).",
    "over new year, forward": HEAD_JA + "[2027年10月](2027-10)から[2月](2028-02)まで運ぶ。",
    "over the month": HEAD_JA + "[2027年5月30日](2027-05-30)から[2日](2027-06-02)まで休む。",
    "same year": HEAD_JA + "[2027年10月12日](2027-10-12)から[同月15日](2027-10-15)まで。",
    "bare": HEAD_JA + "[12月4日](2026-12-04)から[同月8日](2026-12-08)まで延長します。",
    "fiscal": HEAD_JA + "中期計画（[2027](FY2027)～[2030年度](FY2030)）の策定",
    "opens and closes": HEAD_EN + "A window opens on [2](2027-05-02), closes on [9 May 2027](2027-05-09).",
}  # fmt: skip
TENSE = {
    "plan": HEAD_EN + "The ship will be launched in [March](2027-03).",
    "past": HEAD_EN + "The ship was laid down in [May](2026-05).",
    "not the verb's": HEAD_EN + "The Board had set the vote for [May](2027-05).",
    "計画": HEAD_JA + "[3月](2027-03)に進水する予定です。",
    "過去": HEAD_JA + "[5月](2026-05)に契約を結びました。",
    "decided after": HEAD_JA + "[2027年6月](2027-06)への変更を[8月24日](2026-08-24)に決定しました。",
    "still to come": HEAD_EN + "She has led it since [2015](2015) and retires on [31 December](2026-12-31).",
    "nearest without a verb": HEAD_JA + "発売：[1月8日](2027-01-08)",
}  # fmt: skip
WEEKDAYS = {
    "names the year": HEAD_JA + "[3月19日（金）](2027-03-19)と言った。",
    "alone, past": HEAD_EN + "They signed on [Friday](2026-11-06).",
    "alone, to come": HEAD_EN + "They will meet on [Friday](2026-11-13).",
}
BACK = {
    "to the day": HEAD_JA + "[2027年4月1日](2027-04-01)、会長は[2028年](2028)までの任に就き、"
    "[同日](2027-04-01)社長は退く。",
    "over the sentence": HEAD_JA + "[2027年4月](2027-04)に始める。[翌年2月](2028-02)に終える。",
    "to one that fits": HEAD_JA + "[2028年6月](2028-06)に打ち上げる。\n契約は[同年4月](2026-04)に結んだ。",
    "out of a bracket": HEAD_JA + "アマツ（[2019年](2019)設立）は[8月](2026-08)に移りました。",
    "a speaker's": HEAD_JA + "[2030年5月](2030-05)に完成する。\n社長は「[翌月](2026-12)から試す」と述べた。",
    "next day": HEAD_EN + "It leaves on [9 June 2027](2027-06-09) and lands the [next day](2027-06-10).",
    "same date": HEAD_EN + "From [1 July 2027](2027-07-01) she is Chair; from the [same date](2027-07-01).",
}  # fmt: skip
PERIODS = {
    "前年同期": HEAD_JA + "[2027年3月期](FY2026)[中間期](FY2026-H1)の売上高は12億円（[前年同期](FY2025-H1)比"
    "9%増）、利益は2億円（[前年同期](FY2025-H1)は損失）。",
    "同四半期": HEAD_JA + "[2025年度第2四半期](FY2025-Q2)に4割、[同第3四半期](FY2025-Q3)に9割。",
    "under a fiscal year": HEAD_EN + "results for [FY2026](FY2026).\nRevenue [Q2](FY2026-Q2): 3 million",
    "calendar": HEAD_EN + "results. Deliveries start in [Q1](2027-Q1).",
    "two years": HEAD_EN + "results for [2025/26](FY2025) and [fiscal 2026-27](FY2026).",
    "same quarter": HEAD_EN + "up in [Q3 2026](2026-Q3) on the [same quarter of 2025](2025-Q3).",
}  # fmt: skip
LISTS = {
    "of dates": HEAD_JA + "日程\n・[2027年12月9日](2027-12-09) 締切\n・[2月1日](2028-02-01) 審査\n",
    "counted from the item before": HEAD_JA
    + "[2029年9月](2029-09) 改修\n・[同年11月](2029-11) 試験",
    "of days": HEAD_JA + "[12月16日](2026-12-16)から[18日](2026-12-18)まで開く。\n内容\n"
    "・[16日](2026-12-16) 講演\n・[17日](2026-12-17) 見学\n・[18日](2026-12-18) 交流",
}
GROUPS = (THE_RELEASE, RANGES, TENSE, WEEKDAYS, BACK, PERIODS, LISTS)
CASES = {name: marked for group in GROUPS for name, marked in group.items()}


def plain(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its marks, and the places of the mentions."""
    text, places, end = "", [], 0
    for found in MARK.finditer(marked):
        text += marked[end : found.start()]
        places.append((len(text), len(text) + len(found[1])))
        text += found[1]
        end = found.end()
    return text + marked[end:], places


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_dates_in_context(marked: str) -> None:
    text, places = plain(marked)
    found = iter(values(text, places))
    assert MARK.sub(lambda m: f"[{m[1]}]({next(found) or '-'})", marked) == marked


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        (HEAD_JA + "[2026年11月9日](x)に起きた事故", "2026-11-10"),
        ("アマツの件\nアマツは[2026年11月9日](x)に契約した。\n（[2026年11月10日](x)発行）", "2026-11-10"),
        ("Kiel, [10 Nov. 2026](x), 9:30 CET\nStart: [1 July 2027](x)\nThey met.", "2026-11-10"),
        ("アマツは[2026年11月9日](x)、[2027年3月1日](x)の就航を決めた。", "2026-11-09"),
        ("アマツは[来年](x)始める。", None),
    ],
)  # fmt: skip
def test_the_day_of_the_release(marked: str, day: str | None) -> None:
    assert issued(*plain(marked)) == day


MARKED = st.lists(
    st.sampled_from([f"{text}" for text in CASES.values()])
    | st.sampled_from(["\n", "。", "（", "」", "(", ". ", "to ", "[5](x)", "[翌日](x)", "[Q3](x)"])
).map("".join)


@given(MARKED)
def test_any_text_gives_values_or_none(marked: str) -> None:
    text, places = plain(marked)
    found = values(text, places)
    assert len(found) == len(places)
    assert all(value is None or is_date_value(value) for value in found)


@pytest.mark.parametrize(
    "piece",
    ["[5](x), ", "[1月](x)（", "「[同日](x)", "[2027-01-01](x) " + " " * 99, "[May](x) only only "],
)
def test_time_grows_with_the_text_alone(piece: str) -> None:
    text, places = plain(piece * 10_000)
    start = time.perf_counter()
    values(text, places)
    assert time.perf_counter() - start < 20
