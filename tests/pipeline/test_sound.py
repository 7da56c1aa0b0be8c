"""Names that sound alike, in whatever script."""

import pytest

from kisha.pipeline.sound import LONGEST, sounds_like

ALIKE = (
    ("ヴェレンスキ", "Velenski"),
    ("ベレンスキー", "Velenski"),
    ("ツィマーマン", "Zimmermann"),
    ("ジェニファー・ウィットロー", "Jennifer Whitlow"),
    ("ミロスラフ・ヨヴァノヴィッチ", "Miloslav Jovanović"),
    ("ルナー・リサーチ", "Lunar Research"),
    ("しらなみ", "Shiranami"),
    ("シラナミ", "しらなみ"),
    ("袴塚一馬", "Kazuma Hakazuka"),
    ("袴塚 一馬", "HAKAZUKA Kazuma"),
    ("カイト３", "Kite 3"),
    ("Müller", "Mueller"),
)  # fmt: skip

UNLIKE = (
    ("ヴェレンスキ", "Sorenson"),
    ("三枝玲", "Kazuma Hakazuka"),
    ("カイト３", "Kite 4"),
    ("カイト", "Kite-R"),
    ("バンⅡ", "バンⅢ"),
    ("ロケット", "Amatsu"),
    ("", "Amatsu"),
    ("2027", "2027"),
)


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_alike(one: str, other: str) -> None:
    assert sounds_like(one, other) == sounds_like(other, one) >= 0.7


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_unlike(one: str, other: str) -> None:
    assert sounds_like(one, other) == sounds_like(other, one) < 0.6


def test_long_names_are_cut() -> None:
    assert sounds_like("アマツ" * 100_000, "Amatsu" * 100_000) > 0
    assert sounds_like("ka" * LONGEST, "ka" * LONGEST + "zzz") == 1
