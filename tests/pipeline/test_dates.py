"""Tests of ``kisha.pipeline.dates``."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kisha.corpus.schema import is_date_value
from kisha.pipeline.dates.value import date_value

RELEASE = "2026-05-20"

ABSOLUTE = [
    # Days, months and years
    ("２０２６年４月１日", "2026-04-01"),
    ("二〇二六年十二月三十一日", "2026-12-31"),
    ("二〇二六年二十日", None),
    ("2026 年 4 月 1 日", "2026-04-01"),
    ("2 0 2 6 年4月1 日（水）", "2026-04-01"),
    ("2026年11月3日（火・祝）", "2026-11-03"),
    ("2026/4/1", "2026-04-01"),
    ("2026. 4. 1", "2026-04-01"),
    ("2014年～", "2014"),
    ("January 15, 2025", "2025-01-15"),
    ("Monday, 15 January 2025", "2025-01-15"),
    ("15-Jan-2025", "2025-01-15"),
    ("May 2027", "2027-05"),
    ("31.12.2027", "2027-12-31"),
    ("14-06-2027", "2027-06-14"),
    ("1/9/2024", "2024-09-01"),
    ("1/15/2025", "2025-01-15"),
    ("11/2031", "2031-11"),
    # Eras
    ("令和元年５月", "2019-05"),
    ("平成三十年", "2018"),
    ("昭和63年11月1日", "1988-11-01"),
    ("R7.4.1", "2025-04-01"),
    ("H30", "2018"),
    ("Reiwa 2", "2020"),
    ("令和8年（2026年）4月", "2026-04"),
    # Fiscal years and their parts
    ("2025年度", "FY2025"),
    ("2025年度上期", "FY2025-H1"),
    ("令和11年度第3四半期", "FY2029-Q3"),
    ("2025年度 1Q", "FY2025-Q1"),
    ("2025年度2月", "2026-02"),
    ("2026年3月期", "FY2025"),
    ("2026年3月期 第3四半期", "FY2025-Q3"),
    ("2026年3月期末", "2026-03"),
    ("2025年12月期", "FY2025"),
    ("fiscal year 2025", "FY2025"),
    ("FY25", "FY2025"),
    ("FY2029-30", "FY2029"),
    ("2022/23", "FY2022"),
    ("2024会計年度", "FY2024"),
    ("FY2025 Q2", "FY2025-Q2"),
    ("First half of FY2032", "FY2032-H1"),
    ("the end of fiscal 2029", "2030-03"),
    ("fiscal year ending March 31, 2026", "FY2025"),
    # Parts of years and months
    ("2026年上半期", "2026-H1"),
    ("2028年後半", "2028-H2"),
    ("2026年第三四半期", "2026-Q3"),
    ("2022年の冬", "2022-24"),
    ("2030年末", "2030-12"),
    ("2025年8月下旬", "2025-08"),
    ("2025年9月末", "2025-09"),
    ("third quarter of 2025", "2025-Q3"),
    ("end of Q3 2025", "2025-09"),
    ("H1 2026", "2026-H1"),
    ("Q3/2028", "2028-Q3"),
    ("spring of 2027", "2027-21"),
    ("Summer 2028/29", "2028-22"),
    ("early 2028", "2028"),
    ("mid- to late 2028", "2028"),
    ("late September 2027", "2027-09"),
]

FROM_RELEASE = [
    ("本日", "2026-05-20"),
    ("今朝", "2026-05-20"),
    ("last night", "2026-05-19"),
    ("次年度", "FY2027"),
    ("次の夏", "2026-22"),
    ("Monday", "2026-05-18"),
    ("水曜日", "2026-05-20"),
    ("一昨日", "2026-05-18"),
    ("今月", "2026-05"),
    ("来月3日", "2026-06-03"),
    ("先月末", "2026-04"),
    ("本年1月", "2026-01"),
    ("昨年１２月２５日", "2025-12-25"),
    ("昨年同月", "2025-05"),
    ("一昨年", "2024"),
    ("来年度上期", "FY2027-H1"),
    ("今年度末", "2027-03"),
    ("来春", "2027-21"),
    ("昨年夏", "2025-22"),
    ("年内", "2026"),
    ("年末", "2026-12"),
    ("12月", "2026-12"),
    ("3日", "2026-05-03"),
    ("上期", "FY2026-H1"),
    ("tomorrow", "2026-05-21"),
    ("last month", "2026-04"),
    ("early next year", "2027"),
    ("end of this year", "2026-12"),
    ("autumn of this year", "2026-23"),
    ("next fiscal year", "FY2027"),
    ("last spring", "2025-21"),
    ("next summer", "2026-22"),
    ("last October", "2025-10"),
    ("next May", "2027-05"),
    ("15th of January", "2026-01-15"),
]

FROM_PREVIOUS = [
    ("同年6月", "2028-03-01", "2028-06"),
    ("同月16日", "2026-10-09", "2026-10-16"),
    ("同日", "2028-03-01", "2028-03-01"),
    ("同日", "2028-03", None),
    ("翌年2月", "2022-22", "2023-02"),
    ("翌月", "2028-12-01", "2029-01"),
    ("翌日", "2027-12-31", "2028-01-01"),
    ("翌13日", "2027-10-12", "2027-10-13"),
    ("翌期", "FY2028", "FY2029"),
    ("前年同期", "FY2026-Q3", "FY2025-Q3"),
    ("前年同期", "2026-03-01", None),
    ("同第3四半期", "FY2026-Q2", "FY2026-Q3"),
    ("same quarter of 2030", "2031-Q3", "2030-Q3"),
    ("前年", "2028", "2027"),
    ("12月", "2028-03-01", "2028-12"),
    ("2月", "FY2025", "2026-02"),
    ("3日", "2028-03-01", "2028-03-03"),
    ("この夏", None, "2026-22"),
    ("3日", "2028", None),
    ("下期", "FY2025-H1", "FY2025-H2"),
    ("年末", "FY2025-H1", "2025-12"),
    ("月末", "FY2025-H1", None),
    ("今年", "2028", "2026"),
    ("the same day", "2028-03-01", "2028-03-01"),
    ("same date", "2028-03-01", "2028-03-01"),
    ("preceding day", "2028-03-01", "2028-02-29"),
    ("next day", "2028-02-29", "2028-03-01"),
    ("the following month", "2028-12", "2029-01"),
    ("following January", "2027-10", "2028-01"),
    ("May", "2028-03-01", "2028-05"),
    ("May", "no value", None),
]

UNKNOWN = [
    *("", "年", "末", "FY", "early", "60年以上", "2030年代", "先日", "来日", "近日中"),
    *("2月30日", "2026年13月", "31 April", "2023年2月29日", "0000年", "令和99年99月"),
    *("2026年(令和7年)", "2026年4月～6月", "2025-2026", "May 5-7", "15/15/2025", "for two years"),
    *(
        "2025年" * 2_000,
        "一" * 10_000,
        "1 " * 5_000,
        "( ・" * 3_000,
        "²³⁴\u202e\x00🚀㍻",
        "\ud800年",
    ),
]


@pytest.mark.parametrize(("text", "value"), ABSOLUTE)
def test_absolute_dates_need_no_context(text: str, value: str | None) -> None:
    assert date_value(text) == value
    assert date_value(text, release=RELEASE, previous="FY2001-H1") == value


@pytest.mark.parametrize(("text", "value"), FROM_RELEASE)
def test_deictic_dates_are_counted_from_the_release(text: str, value: str) -> None:
    assert date_value(text, release=RELEASE) == value
    assert date_value(text) is None


@pytest.mark.parametrize(("text", "previous", "value"), FROM_PREVIOUS)
def test_dates_that_point_back_are_counted_from_the_previous(
    text: str, previous: str | None, value: str | None
) -> None:
    assert date_value(text, release=RELEASE, previous=previous) == value


@pytest.mark.parametrize("text", UNKNOWN, ids=lambda text: ascii(text[:20]))
def test_what_is_no_date_has_no_value(text: str) -> None:
    assert date_value(text, release=RELEASE, previous=RELEASE) is None


@pytest.mark.parametrize(
    ("text", "release", "value"),
    [
        ("本年度", "2026-03-31", "FY2025"),
        ("第4四半期", "2026-02-13", "FY2025-Q4"),
        ("last winter", "2026-01-10", "2024-24"),
        ("next year", "9999-12-31", None),
        ("tomorrow", "9999-12-31", None),
        ("本年度末", "9999-12-31", None),
        ("昨日", "2026-02-30", None),
        ("本日", "2026-05", None),
    ],
)
def test_edges_of_the_year(text: str, release: str, value: str | None) -> None:
    assert date_value(text, release=release) == value


PIECES = [text for text, *_ in (*ABSOLUTE, *FROM_RELEASE, *FROM_PREVIOUS)]
WORDS = st.sampled_from(
    [*PIECES, *"年月日期度末春第q0129元令和同翌昨", " ", "'", "-", "/", "end of"]
)
TEXTS = st.text() | st.lists(WORDS | st.integers(0, 9999).map(str), max_size=6).map("".join)
VALUES = (
    st.none()
    | st.text(max_size=5)
    | st.from_regex(r"(FY)?[09][09]\d\d(-[01]\d(-[0-3]\d)?|-2[1-4]|-[QH][12])?", fullmatch=True)
)


@given(TEXTS, VALUES, VALUES)
def test_never_raises_and_returns_only_values(
    text: str, release: str | None, previous: str | None
) -> None:
    value = date_value(text, release=release, previous=previous)
    assert value is None or is_date_value(value)
