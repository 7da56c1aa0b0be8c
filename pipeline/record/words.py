"""The standing words of a release's head: kickers, salutations, labels of fields, places."""

import re

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ſ][\w.'’-]*"
PLACE = (
    rf"{_CAPITAL}(?: (?:(?:of|d[aeio]s?|del|la|upon|sur|am|im|an der|and|&) )?{_CAPITAL})*"
    r"(?: \([^()\n]{2,24}\))?"
)
PLACES = rf"{PLACE}(?:, ?{PLACE}){{0,3}}(?: ?[/&·;] ?{PLACE}(?:, ?{PLACE}){{0,3}}){{0,3}}"
PLACE_JA = (
    r"[^\s、。,，（）()【】「」『』のがはをにで0-9０-９部課室局係社号年月日お]{2,14}"
    r"(?:[（(][^（）()]{1,10}[）)])?"
)
_PLACES_JA = re.compile(rf"{PLACE_JA}(?:(?:[／/・、]|および|及び)\s?{PLACE_JA}){{0,3}}")
_PLACES = re.compile(PLACES)
_NO_PLACE = re.compile(
    r"(?:On|In|At|By|Since|From|Until|As|The|This|To|For|It|We|Embargoed|Press|News|Media|Issued|"
    r"Date|Published|Photo|Q)\b|同時発表",
    re.IGNORECASE,
)
SALUTATION = re.compile(
    r"各\s?位$|(?:皆|みな)\s?(?:様|さま|さん)(?:へ|方)?$|御中$|のみなさんへ$"
    r"|^(?:dear|to our|to all|to members|to the (?:press|editors?|members))\b",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"(?:本件|本資料|報道)?に?(?:関する|ついての)?(?:お|ご)?(?:問い?合わ?せ|問\s合\s?せ|照会|連絡|取材)"
    r"|担当(?:[：:]|者)"
    r"|(?:media|press|investors?|contacts?|communications)(?: \w+)?(?: contacts?)? ?:"
    r"|(?:for )?(?:further |more )?(?:information|enquiries|inquiries)"
    r"(?: \w+){0,3} ?:|(?:press|media|investor)? ?(?:contacts?|enquiries|inquiries|hotline)\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"[^\s、。／/]{1,12}(?:部|課|室|局|係|本部|センター|委員会)(?=[\s　／/]|$)"
    r"|^\s*(?:Office|Department|Division|Secretariat|Bureau|Section) of (?:the )?[A-Z]\w+"
    r"(?: (?:and )?[A-Z]\w+){0,3}\s*$"
)
_NUMBER = re.compile(
    r"\S{0,6}第?\s?[0-9０-９]+(?:[－―ー—-][0-9０-９]+)?\s?[号報版]"
    r"|(?:no\.?|nr\.?|№|#|ref\.?:?)\s?[\w/.-]*[0-9][\w/.-]*|[0-9０-９]+\s?[/-]\s?[0-9０-９]+",
    re.IGNORECASE,
)
_KICKER = re.compile(
    r"(?:プレス|ニュース)\s?(?:リリース|レター)?|(?:広報|報道|記者|共同|安全|業績|開催|活動)(?:用|機関)?"
    r"(?:関係)?(?:者)?(?:発表|会見|資料|通信|誌|声明|メモ|報告|提供)*|各\s?位|声明|リリース|訂正|再掲|資料(?:提供)?|"
    r"(?:重要な?|訂正の)?お知らせ|連名|研究(?:開発)?成果|からの|(?:発表|発信|発行|配布|公表|掲載|通知|作成)(?:日|者|元)?|"
    r"(?:会\s?社|法\s?人|団\s?体)\s?名(?:称)?|代\s?表\s?者?(?:\s?名|\s?の役職氏名)?|上場(?:会社名|取引所)?|"
    r"代表(?:法人|機関|企業)|コード(?:番号)?|問\s?合\s?せ?\s?先|日付|付け?|便り|通信|事務局|市場|日本語版"
    r"|\b(?:for immediate (?:release|use)|press|news|media|public|joint|information|releases?|"
    r"notices?|notes?|bulletin|members|s|circular|correction|announcement|statement|materials?|"
    r"report|event|invitation|(?:news)?letter|update|advisory|embargo(?:ed)?|until|under|strictly|"
    r"corporate|communiqu[ée]|document|communications?|issue|dated?|issued|published|sent|from|to|by|"
    r"of|for|in|on|the|and|immediate|investor|relations|regulat(?:ed|ory)|inside|company|names?|"
    r"representative|as|edition|product|safety|mission|programme|program|questions|answers|page|recipients?|"
    r"stakeholders?|cor|e[sd]t|ce?s?t|cest?|g[ms]t|utc|jst|[pm][ds]t|b?ist|bst|a[ce][ds]?t|sgt|hkt|eet|"
    r"a\.?m\.?|p\.?m\.?|noon|eastern|pacific|central|daylight|standard|time|local|hrs?|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
_FILLING = re.compile(r"[\W_0-9０-９]+|(?:inc|ltd|plc|と)(?![a-z])", re.IGNORECASE)
_EDGES = re.compile(r"^[\W_0-9]+|[\W_0-9]+$")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$", re.IGNORECASE)
_ADDRESS = re.compile(r"[^,]{2,40}(?:, ?[^,]{2,30}){1,5}")
_MOST_WORDS = 8


def without(text: str) -> str:
    """What is left of a line without the standing words; empty where it is nothing else."""
    left = _KICKER.sub(" ", _OFFICE.sub(" ", _NUMBER.sub(" ", text)))
    return _EDGES.sub("", left) if _FILLING.sub("", left) else ""


def without_weekday(text: str) -> str:
    """``text`` without the weekday that it ends with."""
    return _WEEKDAY.sub("", text)


def is_address(text: str) -> bool:
    """Whether a line is where somebody sits: capital words, parted by commas."""
    named = re.findall(r"[^\W\d_]+", text)
    capital = all(word[0].isupper() for word in named) and not text.isupper()
    return _ADDRESS.fullmatch(text) is not None and capital and len(named) <= _MOST_WORDS


def is_place(text: str) -> bool:
    """Whether a stretch can be nothing but the name of a place, or of several."""
    if not text or _NO_PLACE.match(text) or _KICKER.search(re.sub(r"\b(?:of|and)\b", "", text)):
        return False
    return bool(_PLACES.fullmatch(text) or _PLACES_JA.fullmatch(text))
