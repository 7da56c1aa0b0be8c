"""What names look like: their cores without legal forms, acronyms, near-equal spellings."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA


def words(text: str) -> frozenset[str]:
    """The words of ``text``, as a set to look things up in."""
    return frozenset(text.split())


# A line that the page broke may leave a space in a form: 株式 会社.
_LEGAL_JA = re.compile(
    r"(?:株 ?式|有 ?限|合 ?同|合 ?資|合 ?名) ?会 ?社|股份有限公司|有限公司|"
    r"[(（](?:株|有)[)）]|㈱|㈲|"
    r"国立研究開発法人|(?:独立|地方独立)行政法人|(?:国立|公立)大学法人|大学共同利用機関法人|"
    r"(?:社会)?医療法人|社会福祉法人|学校法人(?: ?[^ 大]{1,8} )?|生活協同組合|投資事業有限責任組合|"
    r"(?:一般|公益|特定非営利活動)(?:社団|財団)?法人"
)
# Trailing words of company names, without stops and accents.
_LEGAL_WORDS = words(
    "ab ad ae ag ans aps as asa ay bhd bv bvba cjsc co company corp corporation cv dac dd doo ehf "
    "eirl eood eurl gk gmbh hf inc incorporated jsc k/s kft kg kgaa kk ky lc lda limited llc llp "
    "lp ltd ltda a/s mbh nv ojsc ood ou oy oyj pjsc plc pllc private psc pte pty publ pvt rl rt sa "
    "sac sae sal sapi sarl sas sasu scr sdn se sia sl slu snc spa srl sro ug uab zao zoo zrt"
)
_LEGAL_PHRASE = re.compile(
    r",? (?:(?:public|joint[- ]stock) company(?: limited)?|sp\. ?z ?o\. ?o\.|& co\.? kg|"
    r"s\.a\.(?:p\.i\.)? de c\.v\.)$",
    re.IGNORECASE,
)
_LEGAL_FIRST = frozenset(("PT", "AB", "AS", "OÜ", "OY", "SIA", "UAB"))
_CLASS_WORD = re.compile(
    r"(?:(?<=[A-Za-z0-9])(?:ロケット|ランダー|ローバー|探査機|探査車|着陸船|衛星|カプセル|型機)"
    r"|(?<=[A-Za-z0-9ァ-ー一-龠])シリーズ)$"
)
_LONGEST_HEAD = 80
_HEAD = re.compile(r"(?:(?:MV|RV|MS|MT|SS) )?(?P<head>\S.*?)(?: (?:[a-z][a-z-]*|[A-Z][a-z]+er))*")
_PROGRAMME_WORD = re.compile(
    r"(?:計画|プログラム|プロジェクト|キャンペーン|ミッション|チーム|事業|"
    r" ?(?:programmes?|programs?|project|missions?|initiative|campaign))$"
)
_ONE_FORM = str.maketrans(
    "條澤邊邉濱齋齊斉髙﨑櫻廣國渕眞嶋嶌槇彌靜惠榮德瀧龍學寬圓藏壽來佛豐冨ァィゥェォャュョッı",
    "条沢辺辺浜斎斎斎高崎桜広国淵真島島槙弥静恵栄徳滝竜学寛円蔵寿来仏豊富アイウエオヤユヨツi",
    "ー",
)
_TELLING = re.compile(r"[^0-9一-龠々]")
_MIN_TYPO_LENGTH = 7


def folded(text: str) -> str:
    """``text`` without differences of case, width and spacing."""
    return re.sub(r"[\s・·‐‑–—-]", "", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(4096)
def spelt(text: str) -> str:
    """``text`` folded, without accents and long vowel marks, its kanji and kana in one form.

    >>> spelt("Kōwhai- Yıldız"), spelt("渡邊モビリテイー")
    ('kowhaiyildiz', '渡辺モビリテイ')
    """
    plain = folded(text).translate(_ONE_FORM)
    marked = unicodedata.normalize("NFKD", plain)
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", marked))


@lru_cache(4096)
def without_legal_form(name: str) -> str:
    """An organisation's name without its legal form, unless that is all there is.

    >>> without_legal_form("株式会社ispace"), without_legal_form("Vega Motores, S.A. de C.V.")
    ('ispace', 'Vega Motores')
    """
    words = _without_trailing(name)
    return " ".join(words[len(words) > 1 and words[0] in _LEGAL_FIRST :]).strip(" ,、") or name


def legal_form(name: str) -> str:
    """The legal form within a name, without spaces and stops; empty where there is none.

    >>> legal_form("株式会社ispace"), legal_form("ispace, inc."), legal_form("ispace")
    ('株式会社', 'inc', '')
    """
    if japanese := _LEGAL_JA.search(unicodedata.normalize("NFKC", name)):
        return re.sub(r"[\s()]", "", japanese[0])
    words = unicodedata.normalize("NFKC", name).split()
    return "".join(map(_letters, words[len(_without_trailing(name)) :]))


def has_legal_form(name: str) -> bool:
    """Whether a name is a firm's full one, by the legal form in it."""
    return spelt(" ".join(_without_trailing(name)).strip(" ,、")) != spelt(name)


def _without_trailing(name: str) -> list[str]:
    plain = _LEGAL_JA.sub(" ", unicodedata.normalize("NFKC", name))
    words = _LEGAL_PHRASE.sub("", plain).split()
    while len(words) > 1 and _letters(words[-1]) in _LEGAL_WORDS:
        words.pop()
    return words


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().replace("ø", "o"))
    return re.sub(r"[^a-z/]", "", plain)


@lru_cache(4096)
def core(text: str, label: str) -> str:
    """What is left of a name without its legal form or class word, spelt alike; never empty.

    >>> core("株式会社ispace", "ORG"), core("ispace- EUROPE S.A.", "ORG")
    ('ispace', 'ispaceeurope')
    >>> core("Moonlight計画", "MISSION"), core("Falcon 9ロケット", "VEHICLE")
    ('moonlight', 'falcon9')
    >>> core("Mission Ostrel", "MISSION"), core("electric ferries", "VEHICLE")
    ('ostrel', 'electricferry')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if label == "ORG":
        plain = without_legal_form(plain)
    elif label == "VEHICLE":
        plain = _craft(plain)
    elif label == "MISSION":
        bare = re.sub(r"^project (?=\S)", "", _PROGRAMME_WORD.sub("", plain.casefold()))
        plain = re.sub(r"^missions (?=\d)", "mission ", re.sub(r"^mission (?=\D)", "", bare))
    return spelt(plain.strip(" ,、")) or spelt(text) or text


def _craft(name: str) -> str:
    """A craft's name without a Japanese class word after it; English ones in the singular.

    A capital S ends a name, no plural: ``KITE-RS``.
    """
    name = _CLASS_WORD.sub("", name)
    return singular(name.casefold()) if name.isascii() and not name.endswith("S") else name


def craft_head(name: str) -> str:
    """An English name of a craft without the class words after it.

    >>> craft_head("Ostrel 2 harbour tugs"), craft_head("RV Cape Morven")
    ('Ostrel 2', 'Cape Morven')
    """
    found = _HEAD.fullmatch(name) if len(name) <= _LONGEST_HEAD else None
    return found["head"] if found else name


def singular(noun: str) -> str:
    """An English noun or name in lower case without its plural ending.

    >>> [singular(noun) for noun in ("landers", "ferries", "a220s", "bus", "units 3")]
    ['lander', 'ferry', 'a220', 'bus', 'unit 3']
    """
    noun = re.sub(r"^(unit|hull)s (?=[0-9])", r"\1 ", noun)
    noun = re.sub(r"(?<=[a-z]{3})ies$", "y", noun)
    noun = re.sub(r"(?<=ss|ch|sh)es$|(?<=x)es$", "", noun)
    return re.sub(r"(?<=[a-rtv-z0-9])s$", "", noun) if len(noun) > 3 else noun


def is_acronym(short: str, name: str) -> bool:
    """Whether ``short`` is made of the capitals or word initials of ``name``, in order.

    >>> is_acronym("OTV", "Orbital Transfer Vehicle"), is_acronym("ESA", "ispace-EUROPE S.A.")
    (True, False)
    >>> is_acronym("DfT", "Department for Transport"), is_acronym("BM-1", "Basalt Mission 2")
    (True, False)
    """
    found = re.fullmatch(r"([A-Za-z][A-Za-z&]{1,7}?)s?(?:-?[0-9]{1,2})?", short)
    if not found or numbers(short) != numbers(name):
        return False
    letters = found[1].replace("&", "")
    if sum(map(str.isupper, letters)) < 2:
        return False
    return any(_initials(letters.casefold(), name) for name in (name, without_legal_form(name)))


def _initials(letters: str, name: str) -> bool:
    """Whether these are the initials of the words of a name, but for a few that it leaves out."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", name))
    initials = "".join(word[0] for word in words).casefold()
    capitals = "".join(word[0] for word in words if word[0].isupper()).casefold()
    if len(words) < 2 or letters[0] != initials[0]:
        return False
    if letters in (initials, capitals):
        return True
    rest = iter(initials)
    few = len(letters) > 3 and len(letters) + 2 >= len(initials)
    return few and all(letter in rest for letter in letters)


def numbers(name: str) -> list[str]:
    """The numbers in a name, which tell it from its neighbours."""
    return re.findall(r"[0-9]+", unicodedata.normalize("NFKC", name))


def is_typo(one: str, other: str) -> bool:
    """Whether two long folded names differ by no more than a slip of the pen, digits apart.

    >>> is_typo("elavationspace", "elevationspace"), is_typo("mission1alpha", "mission2alpha")
    (True, False)
    """
    shorter = min(len(one), len(other))
    if shorter < _MIN_TYPO_LENGTH - 1 or abs(len(one) - len(other)) > 1:
        return False
    if OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    # A digit or kanji that differs makes another name, however long the rest.
    if _TELLING.sub("", one) != _TELLING.sub("", other):
        return False
    # Two letters that change places are a slip in shorter names too.
    return shorter >= _MIN_TYPO_LENGTH or sorted(one) == sorted(other)


def is_named_craft(text: str) -> bool:
    """Whether a VEHICLE mention is a name or a series, not the noun of a class."""
    if re.fullmatch(r"[A-Z]{2,5}s?|[a-z][a-z -]*s?", text):
        return False
    return bool(re.search(r"[A-Z][a-z]|[A-Za-z]+-?[0-9]|[0-9０-９]|号|丸$|[A-Z]{2,}[-‐]", text))
