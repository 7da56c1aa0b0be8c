"""Japanese tokens: every character kept, and cut where a mention may begin or end."""

import pytest
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from kisha.pipeline.tokenizer import JapaneseTokenizer

TOKENIZER = JapaneseTokenizer(spacy.blank("ja").vocab)
FRAGMENTS = (
    "株式会社アマツ", "着陸船（ランダー）", "は、", "打ち上げた。", "2027年", "か\u3099", "𠮷😀",
    "Amatsu Inc.", " ", "  ", "\n", "\n\n", "\t", "\u3000", "㍿", "ｱﾏﾂ", "――", "\r\n", "\u200b",
)  # fmt: skip


def words(doc: Doc) -> list[str]:
    return [token.text for token in doc]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)))
@example("")
@example(" ")
@example(" a  b \n")
def test_every_character_is_kept(text: str) -> None:
    doc = TOKENIZER(text)
    assert doc.text == text
    assert all(token.text for token in doc)


@pytest.mark.parametrize(
    "sentence",
    ["アマツは月着陸船「ミズホ」を打ち上げた。", "月面へ、", "𠮷😀", "㍿"],
    ids=["sentences", "no full stop", "four bytes", "one character that stands for four"],
)
def test_longer_than_sudachi_takes(sentence: str) -> None:
    text = sentence * (60_000 // len(sentence))
    assert len(text.encode()) > 2 * 49_149
    assert TOKENIZER(text).text == text


def test_one_line_longer_than_sudachi_takes_is_cut_at_a_full_stop() -> None:
    sentence = "アマツは月着陸船を打ち上げた。"
    once = words(TOKENIZER(sentence))
    assert words(TOKENIZER(sentence * 2_000)) == once * 2_000


@pytest.mark.parametrize(
    "marked",
    ["着陸船 （ ランダー ）", "月 （ つき ） へ", "輸送機 （ OTV ）", "探査 車 ( ローバー ) の"],
)
def test_a_reading_in_brackets_is_no_part_of_the_word(marked: str) -> None:
    assert words(TOKENIZER(marked.replace(" ", ""))) == marked.split()


def test_a_line_break_is_a_token_of_its_own() -> None:
    doc = TOKENIZER("月着\n陸船を\n\nアマツ")
    breaks = [token for token in doc if "\n" in token.text]
    assert [token.text for token in breaks] == ["\n", "\n\n"]
    assert all(token.is_space for token in breaks)


def test_a_space_belongs_to_the_word_before_it() -> None:
    doc = TOKENIZER("Amatsu Inc.は Mizuho を")
    assert doc[0].text_with_ws == "Amatsu "
    assert not any(token.is_space for token in doc)


@pytest.mark.parametrize(
    ("text", "word", "tag", "pos"),
    [
        ("山田一郎は語った", "山田", "名詞-固有名詞-人名-姓", "PROPN"),
        ("山田一郎は語った", "一郎", "名詞-固有名詞-人名-名", "PROPN"),
        ("山田一郎は語った", "は", "助詞-係助詞", "ADP"),
        ("株式会社は東京にある", "東京", "名詞-固有名詞-地名-一般", "PROPN"),
        ("技術を開発する", "開発", "名詞-普通名詞-サ変可能", "VERB"),
        ("技術を開発する", "する", "動詞-非自立可能", "AUX"),
        ("着陸船（ランダー）", "（", "補助記号-括弧開", "PUNCT"),
        ("2027年に", "2027", "名詞-数詞", "NUM"),
    ],
)
def test_tags_are_sudachis(text: str, word: str, tag: str, pos: str) -> None:
    token = next(token for token in TOKENIZER(text) if token.text == word)
    assert (token.tag_, token.pos_) == (tag, pos)


def test_lemma_and_norm() -> None:
    token = TOKENIZER("打上げました")[0]
    assert (token.text, token.lemma_, token.norm_) == ("打上げ", "打上げる", "打ち上げる")


def test_the_vocabulary_is_shared_with_the_pipeline() -> None:
    nlp = spacy.blank("ja")
    nlp.tokenizer = JapaneseTokenizer(nlp.vocab)
    doc = nlp("着陸船（ランダー）")
    assert doc.vocab is nlp.vocab
    assert words(doc) == ["着陸船", "（", "ランダー", "）"]


@pytest.mark.parametrize(
    "cut",
    [
        "同日|付",
        "現|社長",
        "前|町長",
        "呉市|市長",
        "２|．|2027|年",
        "第|1|四半期|決算",
        "2027|年度|内",
    ],
)
def test_a_word_is_cut_where_a_mention_may_end(cut: str) -> None:
    assert words(TOKENIZER(cut.replace("|", ""))) == cut.split("|")
