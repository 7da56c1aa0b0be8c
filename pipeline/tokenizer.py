"""Japanese tokens: Sudachi's, in split mode C, for texts of any length, cut as releases need.

spaCy's own Japanese tokenizer stops at 49,149 bytes, looks each word up by searching the rest of
the text, and takes a short reading in brackets for part of the word before it:
``着陸船（ランダー）`` is one token there, and three and two brackets here.
"""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.attrs import SHAPE, SUFFIX
from spacy.lang.ja import resolve_pos
from spacy.language import Language
from spacy.parts_of_speech import NAMES
from spacy.tokens import Doc
from spacy.util import DummyTokenizer, compile_suffix_regex, registry
from spacy.vocab import Vocab
from sudachipy import Config, Dictionary, Morpheme, SplitMode

from kisha.pipeline import features

# SudachiPy refuses more than 49,149 bytes at once, and 65,535 after its own normalisation, which
# makes at most 18 characters of one.
_MAX_CHARS = 1_000
_NOMINAL = re.compile("名詞|接頭辞|接尾辞|形状詞|感動詞|記号")
# Where a mention may end though Sudachi sees one word: 同日｜付, 現｜社長, ２．｜2027年.
_SEAM = re.compile(
    r"^同日(?=付)|^四半期(?=決算)|^年度(?=内)|^[現前元](?=(?:副?[社会議市町村区所局部課校学院署団隊店館園]|理事|本部|工場)長$)|^市(?=市$)"
    r"|^[0-9０-９]{1,2}．(?=[0-9０-９]{2,4}$)"
)
_LINE = re.compile(r"\n+|[^\n]+")


@registry.tokenizers("kisha.JapaneseTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], "JapaneseTokenizer"]:
    """What ``[nlp.tokenizer]`` of a config names."""
    return lambda nlp: JapaneseTokenizer(nlp.vocab)


class JapaneseTokenizer(DummyTokenizer):
    """Sudachi's morphemes as spaCy tokens, with its part of speech in ``tag_`` and ``pos_``.

    ``morph`` holds how the text introduces the word (see ``features.cues``). A line break is
    always a token of its own. Not thread-safe, as Sudachi is not: one process, one tokenizer.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        # spaCy's own shape takes kanji, hiragana and katakana for the same.
        getters: dict[int, Callable[[str], str]] = vocab.lex_attr_getters  # type: ignore[attr-defined]
        getters[SHAPE] = features.script_shape
        getters[SUFFIX] = lambda text: text[-2:]
        self._sudachi = dictionary().create(mode=SplitMode.C)

    def __reduce__(self) -> tuple[Any, ...]:
        return JapaneseTokenizer, (self.vocab,)

    def __call__(self, text: str) -> Doc:
        """The tokens of ``text``, which they keep to the character."""
        words: list[str] = []
        spaces: list[bool] = []
        tags: list[str] = []
        lemmas: list[str] = []
        norms: list[str] = []
        for word, morpheme in self._words(text):
            if word == " " and words and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
                continue
            words.append(word)
            spaces.append(False)
            tags.append(_tag(morpheme) if morpheme else "空白")
            lemmas.append(morpheme.dictionary_form() if morpheme else word)
            norms.append(morpheme.normalized_form() if morpheme else word)
        poses = _poses(words, tags)
        doc = Doc(
            self.vocab, words=words, spaces=spaces, tags=tags, pos=poses, lemmas=lemmas,
            morphs=_morphs(words, [_NOMINAL.match(tag) is not None for tag in tags]),
        )  # fmt: skip
        for token, norm in zip(doc, norms, strict=True):
            token.norm_ = norm
        return doc

    def _words(self, text: str) -> Iterator[tuple[str, Morpheme | None]]:
        for line in _LINE.findall(text):
            if line[0] == "\n":
                yield line, None
                continue
            for chunk in _chunks(line):
                yield from self._morphemes(chunk)

    def _morphemes(self, chunk: str) -> Iterator[tuple[str, Morpheme | None]]:
        for morpheme in self._sudachi.tokenize(chunk):
            word = chunk[morpheme.begin() : morpheme.end()]
            if cut := _SEAM.search(word):
                yield from self._morphemes(word[: cut.end()])
                yield from self._morphemes(word[cut.end() :])
            elif word:
                yield word, None if word.isspace() else morpheme


@registry.tokenizers("kisha.EnglishTokenizer.v1")  # type: ignore[untyped-decorator]
def create_english_tokenizer() -> Callable[[Language], "EnglishTokenizer"]:
    """What ``[nlp.tokenizer]`` of an English config names."""
    return lambda nlp: EnglishTokenizer(nlp)


class EnglishTokenizer(DummyTokenizer):
    """spaCy's English tokens, with how the text introduces each word in ``morph``.

    A full stop is parted from a capital before it (``SpaceX.``), which spaCy takes for an initial.
    """

    def __init__(self, nlp: Language) -> None:
        self._base = registry.tokenizers.get("spacy.Tokenizer.v1")()(nlp)
        suffixes = [*(nlp.Defaults.suffixes or ()), r"(?<=[a-z0-9-][A-Z])\."]
        self._base.suffix_search = compile_suffix_regex(suffixes).search

    def __call__(self, text: str) -> Doc:
        """The tokens of ``text``, which they keep to the character."""
        doc: Doc = self._base(text)
        words = [token.text for token in doc]
        nominal = [not word.islower() and word[0].isalnum() for word in words]
        for token, morph in zip(doc, _morphs(words, nominal), strict=True):
            if morph:
                token.set_morph(morph)  # type: ignore[attr-defined]
        return doc


def _morphs(words: list[str], nominal: list[bool]) -> list[str]:
    return [f"Cue={cue}" if cue else "" for cue in features.cues(words, nominal)]


def _chunks(line: str) -> Iterator[str]:
    """The line in pieces that Sudachi takes, cut after a full stop where there is one."""
    while len(line) > _MAX_CHARS:
        cut = line.rfind("。", 0, _MAX_CHARS) + 1 or _MAX_CHARS
        yield line[:cut]
        line = line[cut:]
    yield line


def _tag(morpheme: Morpheme) -> str:
    return "-".join(part for part in morpheme.part_of_speech()[:4] if part != "*")


def _poses(words: list[str], tags: list[str]) -> list[str]:
    """Universal parts of speech, by spaCy's own table of Sudachi's tags and their neighbours."""
    poses: list[str] = []
    following_tags = [*tags[1:], None] if tags else []
    following = None
    for word, tag, next_tag in zip(words, tags, following_tags, strict=True):
        if following is not None:
            poses.append(NAMES[following])
            following = None
            continue
        pos, following = resolve_pos(word, tag, next_tag)  # type: ignore[no-untyped-call]
        poses.append(NAMES[pos])
    return poses


@cache
def dictionary() -> Dictionary:
    """Sudachi's dictionary without its own rule for readings in brackets, opened once."""
    settings = json.loads(files("sudachipy").joinpath("resources/sudachi.json").read_text("utf-8"))
    plugins = [p for p in settings["inputTextPlugin"] if "Yomigana" not in p["class"]]
    return Dictionary(config=Config(inputTextPlugin=plugins), dict="core")
