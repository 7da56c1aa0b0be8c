"""What names look like: their cores without legal forms, acronyms, near-equal spellings."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA

_LEGAL_JA = re.compile(
    r"(?:株式|有限|合同|合資|合名)会社|股份有限公司|有限公司|[(（](?:株|有)[)）]|㈱|㈲|"
    r"国立研究開発法人|(?:独立|地方独立)行政法人|(?:国立|公立)大学法人|大学共同利用機関法人|"
    r"(?:社会)?医療法人|社会福祉法人|学校法人|生活協同組合|投資事業有限責任組合|"
    r"(?:一般|公益|特定非営利活動)(?:社団|財団)?法人"
)
# Trailing words of company names, without stops and accents: those of the registers of Europe,
# the Americas, Asia and Africa.
_LEGAL_WORDS = frozenset(
    "ab ad ae ag ans aps as asa ay bhd bv bvba cjsc co company corp corporation cv dac dd de doo "
    "ehf eirl eood eurl gk gmbh hf inc incorporated jsc k/s kft kg kgaa kk ky lc lda limited llc "
    "llp lp ltd ltda a/s mbh nv ojsc ood ou oy oyj pjsc plc pllc private psc pte pty publ pvt rl "
    "rt sa sac sae sal sapi sarl sas sasu sca scr sdn se sgps sia sl slu snc sociedad sp spa srl "
    "sro ug uab z zao zoo oo zrt & joint stock public".split()
)
_LEGAL_FIRST = frozenset("pt ab as ou oy sia uab pp cv".split())
_WEAK = frozenset("de z & joint stock public sp".split())
_CLASS_WORD = re.compile(
    r"(?:ロケット|ランダー|ローバー|探査機|探査車|着陸船|衛星|カプセル|シリーズ|号機|型機)$"
)
_PROGRAMME_WORD = re.compile(
    r"(?:計画|プログラム|プロジェクト|キャンペーン|ミッション|チーム|事業| ?(?:programmes?|programs?|"
    r"project|missions?|initiative|campaign))$"
)
_OLD_KANJI = str.maketrans(
    "條澤邊邉濱齋齊斉髙﨑櫻廣國淵渕眞嶋嶌槇彌靜惠榮德瀧龍學寬圓藏壽來佛豐冨",
    "条沢辺辺浜斎斎斎高崎桜広国淵淵真島島槙弥静恵栄徳滝竜学寛円蔵寿来仏豊富",
)
_TELLING = re.compile(r"[^0-9一-龠々]")
_MIN_TYPO_LENGTH = 7


def folded(text: str) -> str:
    """``text`` without differences of case, width and spacing."""
    return re.sub(r"[\s・·‐‑–—-]", "", unicodedata.normalize("NFKC", text)).casefold()


@lru_cache(4096)
def spelt(text: str) -> str:
    """``text`` folded, without accents, its kanji in their new forms, long vowel marks kept.

    >>> spelt("Kōwhai- Løken"), spelt("渡邊 條太郎")
    ('kowhailøken', '渡辺条太郎')
    """
    marked = unicodedata.normalize("NFKD", folded(text).translate(_OLD_KANJI))
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u0306\u0308-\u036f]", "", marked))


@lru_cache(4096)
def without_legal_form(name: str) -> str:
    """An organisation's name without its legal form, which may be all that it is.

    >>> without_legal_form("株式会社ispace"), without_legal_form("Vega Motores, S.A. de C.V.")
    ('ispace', 'Vega Motores')
    """
    words = _LEGAL_JA.sub(" ", unicodedata.normalize("NFKC", name)).split()
    end = len(words)
    while end > 1 and _letters(words[end - 1]) in _LEGAL_WORDS:
        end -= 1
    while end < len(words) and _letters(words[end]) in _WEAK and end == len(words) - 1:
        end += 1
    first = int(end > 1 and words[0].isupper() and _letters(words[0]) in _LEGAL_FIRST)
    return " ".join(words[first:end]).strip(" ,、") or name


def has_legal_form(name: str) -> bool:
    """Whether a name is a firm's full one, by its legal form."""
    return spelt(without_legal_form(name)) != spelt(name)


def _letters(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word).casefold()
    return re.sub(r"[^a-z/&]", "", plain.replace("ş", "s").replace("ø", "o"))


@lru_cache(4096)
def core(text: str, label: str) -> str:
    """What is left of a name without its legal form or class word, spelt alike; never empty.

    >>> core("株式会社ispace", "ORG"), core("ispace- EUROPE S.A.", "ORG")
    ('ispace', 'ispaceeurope')
    >>> core("Moonlight計画", "MISSION"), core("Falcon 9ロケット", "VEHICLE")
    ('moonlight', 'falcon9')
    >>> core("Ostrel tugs", "VEHICLE"), core("electric ferries", "VEHICLE")
    ('ostrel', 'electricferry')
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if label == "ORG":
        plain = without_legal_form(plain)
    elif label == "VEHICLE":
        plain = _craft(plain)
    elif label == "MISSION":
        bare = re.sub(r"^project (?=\S)", "", _PROGRAMME_WORD.sub("", plain.casefold()))
        plain = re.sub(r"^missions? (?=[a-z]*-?\d)", "mission ", bare)
    return spelt(plain.strip(" ,、")) or spelt(text) or text


def _craft(name: str) -> str:
    """A craft's name without the class after it; a class noun in the singular."""
    if re.search(r"[A-Za-z0-9]", name):
        name = _CLASS_WORD.sub("", name)
    words = name.split()
    named = len(words)
    while named > 1 and re.fullmatch(r"[a-z][a-z-]*", words[named - 1]):
        named -= 1
    if named < len(words) and (words[0][0].isupper() or words[0][0].isdigit()):
        return " ".join(words[:named])
    return singular(name) if name.isascii() else name


def singular(noun: str) -> str:
    """An English noun, or a name or acronym, without its plural ending.

    >>> [singular(noun) for noun in ("landers", "ferries", "OTVs", "A220s", "bus", "Units 3")]
    ['lander', 'ferry', 'OTV', 'A220', 'bus', 'Unit 3']
    """
    noun = re.sub(r"^(Unit|Hull|No\.)s (?=[0-9])", r"\1 ", noun, flags=re.IGNORECASE)
    noun = re.sub(r"(?<=[a-z]{3})ies$", "y", noun, flags=re.IGNORECASE)
    noun = re.sub(r"(?<=s|x)es$|(?<=[cs]h)es$", "", noun, flags=re.IGNORECASE)
    return re.sub(r"(?<=[a-z]{2}[a-rt-z])(?<!u)s$|(?<=[A-Z0-9])s$", "", noun)


def is_acronym(short: str, name: str) -> bool:
    """Whether ``short`` is made of the capitals or word initials of ``name``, in order.

    >>> is_acronym("OTV", "Orbital Transfer Vehicle"), is_acronym("ESA", "ispace-EUROPE S.A.")
    (True, False)
    >>> is_acronym("DfT", "Department for Transport"), is_acronym("BM-1", "Basalt Mission 2")
    (True, False)
    """
    if not re.fullmatch(r"[A-Z][A-Za-z&]{1,7}s?(?:-?[0-9]{1,2})?", short) or numbers(
        short
    ) != numbers(name):
        return False
    letters = re.sub(r"s?(?:-?[0-9]+)?$", "", short)
    letters = letters.replace("&", "")
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", name))
    if len(letters) < 2 or sum(map(str.isupper, letters)) < 2 or len(words) < 2:
        return False
    bare = re.findall(r"[^\W\d_]+", without_legal_form(name))
    return any(
        letters.casefold() in ("".join(w[0] for w in kept).casefold(), _capitals(kept))
        for kept in (words, bare)
        if len(kept) > 1
    )


def _capitals(words: list[str]) -> str:
    return "".join(word[0] for word in words if word[0].isupper()).casefold()


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
