"""What a date writes, and values that say otherwise."""

import pytest

from kisha.corpus.calendar import Parts, contradiction, parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027年4月1日", Parts(2027, 4, 1)),
        ("２０２７ 年 ４ 月 １ 日（木）", Parts(2027, 4, 1)),
        ("令和九年四月一日", Parts(2027, 4, 1)),
        ("二〇二七年十二月二十八日", Parts(2027, 12, 28)),
        ("平成元年", Parts(1989)),
        ("2027/04/01", Parts(2027, 4, 1)),
        ("2027.4.1", Parts(2027, 4, 1)),
        ("同年12月31日", Parts(None, 12, 31)),
        ("28日", Parts(None, None, 28)),
        ("本日", Parts()),
        ("2027-04", Parts(2027, 4)),
        ("2027/4", Parts(2027, 4)),
        ("令和 9 年 4 月", Parts(2027, 4)),
        ("the 12 months ended March 2027", Parts(2027, 3)),
        ("10:30 a.m. on March 31, 2027", Parts(2027, 3, 31)),
        ("the 7th of June", Parts(None, 6, 7)),
        ("end of the decade", Parts()),
        ("marches of 2027", Parts(2027)),
        ("2027年度第3四半期", Parts(2027, quarter=3, fiscal=True)),
        ("2027年度上期", Parts(2027, half=1, fiscal=True)),
        ("April 1, 2027", Parts(2027, 4, 1)),
        ("1 April 2027", Parts(2027, 4, 1)),
        ("Thursday, Sept. 2nd", Parts(None, 9, 2)),
        ("May 2027", Parts(2027, 5)),
        ("Q3 2027", Parts(2027, quarter=3)),
        ("third quarter of fiscal 2027", Parts(2027, quarter=3, fiscal=True)),
    ],
)
def test_what_a_date_writes(text: str, expected: Parts) -> None:
    assert parts(text) == expected


@pytest.mark.parametrize(
    ("text", "value", "part"),
    [
        ("2027年4月1日", "2028-04-01", "year 2027"),
        ("2027年4月1日", "2027-05-01", "month 4"),
        ("2027年4月1日", "2027-04-02", "day 1"),
        ("2027年4月1日", "2027-04", "day 1"),
        ("2027年4月", "2027", "month 4"),
        ("2027年第3四半期", "2027-Q2", "quarter 3"),
        ("2027年8月", "2027-Q2", "month 8"),
        ("2027年度上期", "FY2027-H2", "half 1"),
        ("2030年3月期", "FY2027", "year 2030"),
        ("令和8年", "2027", "year 2026"),
        ("3 May", "2027-05-04", "day 3"),
    ],
)
def test_what_contradicts(text: str, value: str, part: str) -> None:
    assert contradiction(text, value) == part


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2027年3月期", "FY2026"),
        ("2026年度末", "2027-03"),
        ("2027年末", "2027-12"),
        ("2027年夏", "2027-22"),
        ("8月下旬", "2027-08"),
        ("本日", "2027-04-01"),
        ("同年", "2027"),
        ("early 2028", "2028"),
        ("fiscal year ended March 31, 2027", "FY2026"),
        ("July to September 2027", "2027-Q3"),
    ],
)
def test_what_guidelines_allow(text: str, value: str) -> None:
    assert contradiction(text, value) is None
